package com.tradingsystem.whatsapp.local.waha.dialect;

import static com.tradingsystem.whatsapp.local.waha.dialect.ProtocolMessages.raw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** GOWS: says null where something does not apply, raw messages in whatsmeow's words. */
record GowsDialect(WahaVersion version, Person me, Function<String, @Nullable Person> people) implements Dialect {

    /** Brasília's, as a phone in São Paulo writes it. */
    private static final ZoneOffset HOME = ZoneOffset.ofHours(-3);

    /** Where whatsmeow's names differ from Baileys'. */
    private static final Map<String, String> NAMES = Map.of(
            "url", "URL",
            "fileSha256", "fileSHA256",
            "fileEncSha256", "fileEncSHA256",
            "jpegThumbnail", "JPEGThumbnail",
            "stanzaId", "stanzaID",
            "ptt", "PTT",
            "remoteJid", "remoteJID",
            "id", "ID");

    @Override
    public ObjectNode message(Message message, JsonNode media) {
        return message(message, media, renamed(ProtocolMessages.of(message)));
    }

    private Fields message(Message message, JsonNode media, JsonNode content) {
        Fields data = Json.with("Info", info(message)).and("Message", content).and("Status", message.ack() + 1);
        return WaMessages.of(version, message, media, data)
                .and("to", message.participant())
                .and("participant", message.participant());
    }

    private Fields info(Message message) {
        String sender = message.participant();
        if (sender == null) {
            sender = message.fromMe() ? me.address(message.hidden()) : message.chat();
        }
        return Json.with("Chat", raw(message.chat()))
                .and("Sender", raw(sender))
                .and("IsFromMe", message.fromMe())
                .and("IsGroup", message.participant() != null)
                .and("AddressingMode", message.hidden() ? "lid" : "")
                .and("SenderAlt", alternative(message, message.author()))
                .and("RecipientAlt", message.fromMe() ? alternative(message, people.apply(message.chat())) : "")
                .and("ID", message.coreId())
                .and("ServerID", 0)
                .and("Type", message.file() == null ? "text" : "media")
                .and("PushName", message.author().pushName())
                .and("Timestamp", rfc3339(message.sentAt()))
                .and("Category", "")
                .and("Multicast", false)
                .and("Edit", "");
    }

    /** The phone number behind a LID, where WhatsApp told it. */
    private static String alternative(Message message, @Nullable Person person) {
        return message.hidden() && person != null && person.linkKnown() ? person.rawJid() : "";
    }

    private static String rfc3339(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atOffset(HOME));
    }

    @Override
    public ObjectNode reaction(Message target, Message.Reaction reaction) {
        Message own = byAuthor(target, reaction.id(), reaction.reactor(), reaction.at());
        return Json.with("id", own.fullId())
                .and("timestamp", reaction.at().getEpochSecond())
                .and("from", target.chat())
                .and("fromMe", own.fromMe())
                .and("source", "app")
                .and("to", own.participant())
                .and("participant", own.participant())
                .and("reaction", Json.with("text", reaction.emoji()).and("messageId", target.fullId()));
    }

    /** One receipt covers several messages: each has an event of its own, but every event repeats all the ids. */
    @Override
    public ObjectNode ack(Message message, Person by, int ack, Instant at, List<String> covered) {
        boolean many = message.participant() != null;
        String address = by.address(message.hidden());
        String type = switch (ack) {
            case 3 -> "read";
            case 4 -> "played";
            default -> "";
        };
        Fields data = Json.with("Chat", raw(message.chat()))
                .and("Sender", raw(address))
                .and("IsGroup", many)
                .and("Type", type)
                .and("Timestamp", rfc3339(at))
                .and("MessageIDs", covered);
        String groupId = "true_" + message.chat() + "_" + message.coreId() + "_" + me.jid();
        return Json.with("id", many ? groupId : message.fullId())
                .and("from", message.chat())
                .and("to", many ? address : null)
                .and("participant", many ? address : null)
                .and("fromMe", true)
                .and("ack", ack)
                .and("ackName", WaMessages.ackName(ack))
                .and("_data", data);
    }

    @Override
    public ObjectNode edited(Message message, String editId, String body, Instant at) {
        Fields protocol = Json.with("type", "MESSAGE_EDIT")
                .and("timestampMS", Long.toString(at.toEpochMilli()))
                .and("key", victim(message))
                .and("editedMessage", ProtocolMessages.of(message.withBody(body)));
        Message edit = byAuthor(message, editId, message.author(), at).withBody(body);
        return message(edit, Json.NULL, renamed(Json.with("protocolMessage", protocol)))
                .and("editedMessageId", message.coreId());
    }

    @Override
    public ObjectNode revoked(Message message, String revokeId, Instant at) {
        Fields protocol = Json.with("type", "REVOKE").and("key", victim(message));
        Message revocation = byAuthor(message, revokeId, message.author(), at);
        Fields after = message(revocation, Json.NULL, renamed(Json.with("protocolMessage", protocol)));
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
        return GowsGroups.joined(group, at);
    }

    @Override
    public ObjectNode groupRenamed(Group group, Instant at) {
        return GowsGroups.renamed(group, at);
    }

    @Override
    public ObjectNode memberChanged(Group group, Group.Change change, Person member, Instant at) {
        return GowsGroups.memberChanged(group, change, member, at);
    }

    @Override
    public ObjectNode call(String callId, Person from, boolean video, Instant at) {
        Fields data = Json.with("From", from.rawJid())
                .and("CallID", callId)
                .and("CallCreator", from.rawJid())
                .and("Timestamp", rfc3339(at));
        return Json.with("id", callId)
                .and("from", from.jid())
                .and("timestamp", at.toEpochMilli() / 1000.0)
                .and("isVideo", video)
                .and("isGroup", false)
                .and("_data", data);
    }

    @Override
    public ObjectNode chat(String chat, @Nullable String name, Instant lastActivity) {
        return Json.with("id", chat).and("name", name).and("conversationTimestamp", lastActivity.getEpochSecond());
    }

    @Override
    public ObjectNode contact(Person person) {
        String name = person.savedAs();
        return Json.with("id", person.jid())
                .and("name", name == null ? "" : name)
                .and("pushname", person.pushName());
    }

    @Override
    public JsonNode groups(List<Group> groups) {
        return Json.array(groups.stream().map(GowsGroups::raw).toList());
    }

    @Override
    public ObjectNode group(Group group) {
        return GowsGroups.raw(group);
    }

    @Override
    public ObjectNode mediaError(int status) {
        return Json.with("code", 13)
                .and("details", "failed to download media: download failed with status code " + status)
                .and("metadata", Json.with("content-type", List.of("application/grpc")));
    }

    private static JsonNode renamed(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                Fields copy = Json.object();
                object.properties()
                        .forEach(field -> copy.and(
                                NAMES.getOrDefault(field.getKey(), field.getKey()), renamed(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Json.array(List.of());
                array.forEach(element -> copy.add(renamed(element)));
                yield copy;
            }
            default -> node;
        };
    }
}
