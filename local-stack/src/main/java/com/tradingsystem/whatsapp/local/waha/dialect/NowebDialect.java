package com.tradingsystem.whatsapp.local.waha.dialect;

import static com.tradingsystem.whatsapp.local.waha.dialect.ProtocolMessages.raw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** NOWEB: leaves out what does not apply, raw messages in Baileys' words. */
record NowebDialect(WahaVersion version, Person me, Function<String, @Nullable Person> people) implements Dialect {

    @Override
    public ObjectNode message(Message message, JsonNode media) {
        return message(
                message, media, ProtocolMessages.of(message), message.author().pushName());
    }

    private Fields message(Message message, JsonNode media, ObjectNode content, String pushName) {
        List<Fields> reactions = message.reactions().stream()
                .map(reaction -> folded(message, reaction))
                .toList();
        Fields data = Json.with("key", key(message))
                .and("messageTimestamp", message.sentAt().getEpochSecond())
                .maybe("pushName", pushName.isEmpty() ? null : pushName)
                .and("message", content)
                .maybe("reactions", reactions.isEmpty() ? null : reactions)
                .and("status", message.ack() + 1);
        String participant = message.participant();
        return WaMessages.of(version, message, media, data)
                .maybe("to", participant == null ? null : message.chat())
                .maybe("participant", participant);
    }

    private Fields key(Message message) {
        String participant = message.participant();
        Fields key = Json.with("remoteJid", raw(message.chat()));
        if (participant == null) {
            key.maybe("remoteJidAlt", alternative(message.chat(), people.apply(message.chat())));
        } else {
            key.and("participant", raw(participant))
                    .maybe("participantAlt", alternative(participant, message.author()));
        }
        return key.and("fromMe", message.fromMe()).and("id", message.coreId());
    }

    /** The phone number behind a LID, where WhatsApp told it. */
    private static @Nullable String alternative(String address, @Nullable Person person) {
        return address.endsWith("@lid") && person != null && person.linkKnown() ? person.rawJid() : null;
    }

    /** In the store, reactions are part of the message they belong to. */
    private Fields folded(Message message, Message.Reaction reaction) {
        String reactor = raw(reaction.reactor().address(message.hidden()));
        Fields key = Json.with("remoteJid", raw(message.chat()))
                .and("fromMe", reaction.reactor().equals(me))
                .and("id", reaction.id())
                .maybe("participant", message.participant() == null ? null : reactor);
        return Json.with("key", key)
                .and("text", reaction.emoji())
                .and("senderTimestampMs", Long.toString(reaction.at().toEpochMilli()));
    }

    @Override
    public ObjectNode reaction(Message target, Message.Reaction reaction) {
        Message own = byAuthor(target, reaction.id(), reaction.reactor(), reaction.at());
        return Json.with("id", own.fullId())
                .and("timestamp", reaction.at().getEpochSecond())
                .and("from", target.chat())
                .and("fromMe", own.fromMe())
                .and("source", "app")
                .maybe("to", own.participant() == null ? null : target.chat())
                .maybe("participant", own.participant())
                .and("reaction", Json.with("text", reaction.emoji()).and("messageId", target.fullId()));
    }

    /**
     * In groups "delivered" is called SERVER, and the fourth part of the id is the account's phone number whatever the
     * message itself has there.
     */
    @Override
    public ObjectNode ack(Message message, Person by, int ack, Instant at, List<String> covered) {
        if (message.participant() == null) {
            return Json.with("id", message.fullId())
                    .and("from", message.chat())
                    .and("fromMe", true)
                    .and("ack", ack)
                    .and("ackName", WaMessages.ackName(ack));
        }
        int told = ack == 2 ? 1 : ack;
        String when = switch (ack) {
            case 3 -> "readTimestamp";
            case 4 -> "playedTimestamp";
            default -> "receiptTimestamp";
        };
        Fields key = Json.with("remoteJid", message.chat()).and("fromMe", true).and("id", message.coreId());
        Fields receipt = Json.with("userJid", raw(by.address(message.hidden()))).and(when, at.getEpochSecond());
        return Json.with("id", "true_" + message.chat() + "_" + message.coreId() + "_" + me.jid())
                .and("from", message.chat())
                .and("fromMe", true)
                .and("ack", told)
                .and("ackName", WaMessages.ackName(told))
                .and("_data", Json.with("key", key).and("receipt", receipt));
    }

    @Override
    public ObjectNode edited(Message message, String editId, String body, Instant at) {
        Fields protocol = Json.with("type", 14)
                .and("timestampMs", Long.toString(at.toEpochMilli()))
                .and("key", victim(message))
                .and("editedMessage", ProtocolMessages.of(message.withBody(body)));
        Message edit = byAuthor(message, editId, message.author(), at).withBody(body);
        return message(edit, Json.NULL, Json.with("protocolMessage", protocol), "")
                .and("editedMessageId", message.coreId());
    }

    @Override
    public ObjectNode revoked(Message message, String revokeId, Instant at) {
        Fields protocol = Json.with("type", 0).and("key", victim(message));
        Message revocation = byAuthor(message, revokeId, message.author(), at);
        Fields after = message(revocation, Json.NULL, Json.with("protocolMessage", protocol), "");
        return Json.with("after", after)
                .and("before", null)
                .and("revokedMessageId", message.coreId())
                .and("_data", after.get("_data"));
    }

    private static Fields victim(Message message) {
        return Json.with("remoteJid", raw(message.chat()))
                .and("fromMe", message.fromMe())
                .and("id", message.coreId());
    }

    private Message byAuthor(Message about, String coreId, Person author, Instant at) {
        Content nothing = new Content.Other("protocolMessage", Map.of());
        return Message.of(coreId, about.chat(), author, author.equals(me), about.hidden(), at, nothing);
    }

    @Override
    public ObjectNode groupJoined(Group group, Instant at) {
        return NowebGroups.joined(group, at);
    }

    @Override
    public ObjectNode groupRenamed(Group group, Instant at) {
        return NowebGroups.renamed(group, at);
    }

    @Override
    public ObjectNode memberChanged(Group group, Group.Change change, Person member, Instant at) {
        return NowebGroups.memberChanged(group, change, member, at);
    }

    @Override
    public ObjectNode call(String callId, Person from, boolean video, Instant at) {
        Fields data = Json.with("chatId", from.rawJid())
                .and("from", from.rawJid())
                .and("id", callId)
                .and("date", at.toString())
                .and("offline", false)
                .and("status", "offer")
                .and("isVideo", video)
                .and("isGroup", false);
        return Json.with("id", callId)
                .and("from", from.jid())
                .and("timestamp", at.getEpochSecond())
                .and("isVideo", video)
                .and("isGroup", false)
                .and("_data", data);
    }

    /** With raw addresses, unlike everywhere else. */
    @Override
    public ObjectNode chat(String chat, @Nullable String name, Instant lastActivity) {
        return Json.with("id", raw(chat))
                .maybe("name", name)
                .and("conversationTimestamp", lastActivity.getEpochSecond())
                .and("unreadCount", 0);
    }

    @Override
    public ObjectNode contact(Person person) {
        return Json.with("id", person.jid())
                .maybe("name", person.savedAs())
                .maybe("pushname", person.pushName().isEmpty() ? null : person.pushName())
                .maybe("lid", person.linkKnown() ? person.lidJid() : null);
    }

    /** An object with one field per group, not an array. */
    @Override
    public JsonNode groups(List<Group> groups) {
        Fields all = Json.object();
        groups.forEach(group -> all.and(group.jid(), group(group)));
        return all;
    }

    @Override
    public ObjectNode group(Group group) {
        return NowebGroups.raw(group);
    }

    @Override
    public ObjectNode mediaError(int status) {
        Fields payload =
                Json.with("statusCode", status).and("error", reason(status)).and("message", explained(status));
        Fields output = Json.with("statusCode", status).and("payload", payload).and("headers", Json.object());
        return Json.with("data", null)
                .and("isBoom", true)
                .and("isServer", status >= 500)
                .and("output", output)
                .and("details", "Error: Failed to fetch stream\n    at getHttpStream");
    }

    private static String reason(int status) {
        return switch (status) {
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 410 -> "Gone";
            default -> "Internal Server Error";
        };
    }

    private static String explained(int status) {
        return status >= 500
                ? "An internal server error occurred"
                : "Failed to fetch stream from https://mmg.whatsapp.net/";
    }
}
