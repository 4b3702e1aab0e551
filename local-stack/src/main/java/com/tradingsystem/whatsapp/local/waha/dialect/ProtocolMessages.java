package com.tradingsystem.whatsapp.local.waha.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.MediaFile;
import com.tradingsystem.whatsapp.local.phone.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Contents as WhatsApp's protocol holds them, with the names that Baileys, under NOWEB, gives the fields. */
final class ProtocolMessages {

    private ProtocolMessages() {}

    static ObjectNode of(Message message) {
        ObjectNode context = context(message);
        return switch (message.content()) {
            case Content.Text text -> text(text, context);
            case Content.File file -> file(message, file, context);
            case Content.Place place -> place(place, context);
            case Content.Cards cards -> cards(cards, context);
            case Content.Poll poll -> poll(poll);
            case Content.Other other -> Json.with(other.name(), other.fields());
        };
    }

    /** An address as it travels, {@code @s.whatsapp.net} for phone numbers. */
    static String raw(String address) {
        return address.endsWith("@c.us") ? address.substring(0, address.length() - 5) + "@s.whatsapp.net" : address;
    }

    private static @Nullable ObjectNode context(Message message) {
        Message.Quote quote = message.quote();
        if (quote == null && !message.forwarded()) {
            return null;
        }
        return Json.object()
                .maybe("stanzaId", quote == null ? null : quote.coreId())
                .maybe("participant", quote == null ? null : raw(quote.author().address(message.hidden())))
                .maybe("quotedMessage", quote == null ? null : Json.with("conversation", quote.body()))
                .maybe("forwardingScore", message.forwarded() ? 1 : null)
                .maybe("isForwarded", message.forwarded() ? true : null);
    }

    private static ObjectNode text(Content.Text text, @Nullable ObjectNode context) {
        Content.Preview preview = text.preview();
        if (preview == null && context == null) {
            return Json.with("conversation", text.body());
        }
        ObjectNode extended = Json.with("text", text.body()).maybe("contextInfo", context);
        if (preview != null) {
            extended.setAll(Json.with("matchedText", preview.url())
                    .and("canonicalUrl", preview.url())
                    .and("title", preview.title())
                    .and("description", preview.description())
                    .and("previewType", 0));
        }
        return Json.with("extendedTextMessage", extended);
    }

    private static ObjectNode file(Message message, Content.File content, @Nullable ObjectNode context) {
        MediaFile file = content.file();
        byte[] bytes = file.bytes();
        String path = "/v/t62.7118-24/" + Long.toHexString(file.seed()) + "?ccb=11-4&oe=0";
        ObjectNode fields = Json.with("url", "https://mmg.whatsapp.net" + path)
                .and("mimetype", file.kind().mimeType())
                .maybe("caption", content.caption())
                .and("fileSha256", sha256(bytes))
                .and("fileLength", Integer.toString(bytes.length))
                .and("fileEncSha256", sha256(path.getBytes(StandardCharsets.US_ASCII)))
                .and("directPath", path)
                .and("mediaKeyTimestamp", Long.toString(message.sentAt().getEpochSecond()))
                .maybe("contextInfo", context);
        fields.setAll(
                switch (file.kind()) {
                    case PHOTO ->
                        Json.with("width", 640).and("height", 480).and("jpegThumbnail", file.thumbnailBase64());
                    case SCREENSHOT ->
                        Json.with("width", 360).and("height", 640).and("jpegThumbnail", file.thumbnailBase64());
                    case VIDEO -> Json.with("seconds", file.seconds()).and("jpegThumbnail", file.thumbnailBase64());
                    case VOICE -> Json.with("seconds", file.seconds()).and("ptt", true);
                    case STICKER -> Json.with("width", 512).and("height", 512).and("isAnimated", false);
                    case PDF ->
                        Json.with("fileName", file.fileName())
                                .and("title", file.fileName())
                                .and("pageCount", 1);
                    case XML -> Json.with("fileName", file.fileName()).and("title", file.fileName());
                });
        ObjectNode carrier = Json.with(file.kind().carrier(), fields);
        boolean wrapped = file.kind().carrier().equals("documentMessage") && content.caption() != null;
        return wrapped ? Json.with("documentWithCaptionMessage", Json.with("message", carrier)) : carrier;
    }

    private static ObjectNode place(Content.Place place, @Nullable ObjectNode context) {
        return Json.with(
                place.live() ? "liveLocationMessage" : "locationMessage",
                Json.with("degreesLatitude", place.latitude())
                        .and("degreesLongitude", place.longitude())
                        .maybe("name", place.name())
                        .maybe("address", place.address())
                        .maybe("contextInfo", context));
    }

    private static ObjectNode cards(Content.Cards content, @Nullable ObjectNode context) {
        List<Fields> cards = content.cards().stream()
                .map(card -> Json.with("displayName", card.name()).and("vcard", card.vcard()))
                .toList();
        if (cards.size() == 1) {
            Fields card = cards.getFirst();
            card.setAll(Json.object().maybe("contextInfo", context));
            return Json.with("contactMessage", card);
        }
        String names = content.cards().stream().map(Content.Card::name).collect(Collectors.joining(", "));
        return Json.with(
                "contactsArrayMessage",
                Json.with("displayName", names).and("contacts", cards).maybe("contextInfo", context));
    }

    private static ObjectNode poll(Content.Poll poll) {
        return Json.with(
                "pollCreationMessageV3",
                Json.with("name", poll.question())
                        .and(
                                "options",
                                poll.options().stream()
                                        .map(option -> Json.with("optionName", option))
                                        .toList())
                        .and("selectableOptionsCount", poll.multiple() ? 0 : 1));
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
