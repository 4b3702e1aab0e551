package com.tradingsystem.whatsapp.local.waha.dialect;

import static com.tradingsystem.whatsapp.local.waha.dialect.ProtocolMessages.raw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
final class GowsDialect extends Dialect {

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
            "timestampMs", "timestampMS",
            "id", "ID");

    GowsDialect(WahaVersion version, Person me, Function<String, @Nullable Person> people) {
        super(version, me, people);
    }

    @Override
    Fields message(Message message, JsonNode media, ObjectNode content) {
        Fields data = Json.with("Info", info(message))
                .and("Message", renamed(content))
                .and("Status", message.ack() + 1);
        return addressed(WaMessages.of(version, message, media, data), message);
    }

    @Override
    Fields addressed(Fields fields, Message message) {
        return fields.and("to", message.participant()).and("participant", message.participant());
    }

    @Override
    Object protocolType(String name) {
        return name;
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
    public ObjectNode groupJoined(Group group, Instant at) {
        Fields told = joined(group).and("membersCanAddNewMember", true).and("newMembersApprovalRequired", false);
        return Json.with("timestamp", at.toEpochMilli()).and("group", told).and("_data", group(group));
    }

    @Override
    Fields renamed(Group group) {
        return Json.with("JID", group.jid()).and("Name", Json.with("Name", group.subject()));
    }

    @Override
    String roleOfDemoted() {
        return "participant";
    }

    @Override
    Fields changed(Group group, Group.Change change, String member) {
        String field = switch (change) {
            case JOIN -> "Join";
            case LEAVE -> "Leave";
            case PROMOTE -> "Promote";
            case DEMOTE -> "Demote";
        };
        return Json.with("JID", group.jid()).and(field, List.of(member));
    }

    @Override
    public ObjectNode call(String callId, Person from, boolean video, Instant at) {
        Fields data = Json.with("From", from.rawJid())
                .and("CallID", callId)
                .and("CallCreator", from.rawJid())
                .and("Timestamp", rfc3339(at));
        return call(callId, from, at.toEpochMilli() / 1000.0, video, data);
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
        return Json.array(groups.stream().map(this::group).toList());
    }

    /** Whatsmeow's own metadata. */
    @Override
    public Fields group(Group group) {
        return Json.with("JID", group.jid())
                .and("Name", group.subject())
                .and("Topic", group.description())
                .and("IsAnnounce", false)
                .and("IsLocked", false)
                .and("AddressingMode", group.hidden() ? "lid" : "pn")
                .and(
                        "Participants",
                        group.members().stream()
                                .map(member -> member(group, member))
                                .toList());
    }

    private static Fields member(Group group, Group.Member member) {
        Person person = member.person();
        String lid = person.linkKnown() ? person.lidJid() : null;
        return Json.with("JID", raw(person.address(group.hidden())))
                .and("PhoneNumber", person.linkKnown() ? person.rawJid() : "")
                .and("LID", lid == null ? "" : lid)
                .and("IsAdmin", !member.role().equals("participant"))
                .and("IsSuperAdmin", member.role().equals("superadmin"));
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
