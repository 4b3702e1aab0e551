package com.tradingsystem.whatsapp.local.waha.dialect;

import static com.tradingsystem.whatsapp.local.waha.dialect.ProtocolMessages.raw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** NOWEB: leaves out what does not apply, raw messages in Baileys' words. */
final class NowebDialect extends Dialect {

    NowebDialect(WahaVersion version, Person me, Function<String, @Nullable Person> people) {
        super(version, me, people);
    }

    @Override
    Fields message(Message message, JsonNode media, ObjectNode content) {
        String pushName = message.author().pushName();
        boolean tellsName = !pushName.isEmpty() && !content.has("protocolMessage");
        List<Fields> reactions = message.reactions().stream()
                .map(reaction -> folded(message, reaction))
                .toList();
        Fields data = Json.with("key", key(message))
                .and("messageTimestamp", message.sentAt().getEpochSecond())
                .maybe("pushName", tellsName ? pushName : null)
                .and("message", content)
                .maybe("reactions", reactions.isEmpty() ? null : reactions)
                .and("status", message.ack() + 1);
        return addressed(WaMessages.of(version, message, media, data), message);
    }

    @Override
    Fields addressed(Fields fields, Message message) {
        String participant = message.participant();
        return fields.maybe("to", participant == null ? null : message.chat()).maybe("participant", participant);
    }

    @Override
    Object protocolType(String name) {
        return name.equals("REVOKE") ? 0 : 14;
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
    public ObjectNode groupJoined(Group group, Instant at) {
        return Json.with("timestamp", at.toEpochMilli())
                .and("group", joined(group))
                .and("_data", group(group).and("_timestampMs", at.toEpochMilli()));
    }

    @Override
    Fields renamed(Group group) {
        return Json.with("id", group.jid()).and("subject", group.subject());
    }

    /** Told as if nothing had happened: only the type can be trusted. */
    @Override
    String roleOfDemoted() {
        return "admin";
    }

    @Override
    Fields changed(Group group, Group.Change change, String member) {
        String action = switch (change) {
            case JOIN -> "add";
            case LEAVE -> "remove";
            case PROMOTE -> "promote";
            case DEMOTE -> "demote";
        };
        return Json.with("id", group.jid())
                .and("author", group.members().getFirst().person().rawJid())
                .and("participants", List.of(member))
                .and("action", action);
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
        return call(callId, from, at.getEpochSecond(), video, data);
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

    /** Baileys' own metadata. */
    @Override
    public Fields group(Group group) {
        return Json.with("id", group.jid())
                .and("addressingMode", group.hidden() ? "lid" : "pn")
                .and("subject", group.subject())
                .and("size", group.members().size())
                .and("desc", group.description())
                .and("announce", false)
                .and("restrict", false)
                .and(
                        "participants",
                        group.members().stream()
                                .map(member -> member(group, member))
                                .toList());
    }

    private static Fields member(Group group, Group.Member member) {
        Person person = member.person();
        return Json.with("id", raw(person.address(group.hidden())))
                .maybe("phoneNumber", group.hidden() && person.linkKnown() ? person.rawJid() : null)
                .and("admin", member.role().equals("participant") ? null : member.role());
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
