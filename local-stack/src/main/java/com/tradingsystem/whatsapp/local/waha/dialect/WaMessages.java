package com.tradingsystem.whatsapp.local.waha.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.Message;
import org.jspecify.annotations.Nullable;

/** The parts of WAHA's own message object that are the same whatever the engine. */
final class WaMessages {

    private static final String[] ACK_NAMES = {"ERROR", "PENDING", "SERVER", "DEVICE", "READ", "PLAYED"};

    private WaMessages() {}

    static String ackName(int ack) {
        return ACK_NAMES[ack + 1];
    }

    /** All fields but {@code to} and {@code participant}; {@code data} is the engine's raw message. */
    static Fields of(WahaVersion version, Message message, JsonNode media, ObjectNode data) {
        Fields fields = Json.with("id", message.fullId())
                .and("timestamp", message.sentAt().getEpochSecond())
                .and("from", message.chat())
                .and("fromMe", message.fromMe())
                .and("source", message.byApi() ? "api" : "app")
                .and("body", message.body())
                .and("hasMedia", message.file() != null)
                .and("media", media)
                .and("ack", message.ack())
                .and("ackName", ackName(message.ack()))
                .and("replyTo", replyTo(message))
                .and("_data", data);
        if (version.isRecent()) {
            fields.and("location", location(message)).and("vCards", cards(message));
        }
        return fields;
    }

    private static @Nullable Object location(Message message) {
        if (!(message.content() instanceof Content.Place place)) {
            return null;
        }
        return Json.with("live", place.live())
                .and("latitude", Double.toString(place.latitude()))
                .and("longitude", Double.toString(place.longitude()))
                .and("name", place.name())
                .and("address", place.address())
                .and("url", null)
                .and("description", null)
                .and("thumbnail", null);
    }

    private static @Nullable Object cards(Message message) {
        return message.content() instanceof Content.Cards cards
                ? cards.cards().stream().map(Content.Card::vcard).toList()
                : null;
    }

    private static @Nullable Object replyTo(Message message) {
        Message.Quote quote = message.quote();
        if (quote == null) {
            return null;
        }
        return Json.with("id", quote.coreId())
                .and("participant", quote.author().address(message.hidden()))
                .and("body", quote.body())
                .and("hasMedia", false)
                .and("media", null)
                .and("_data", Json.with("conversation", quote.body()));
    }
}
