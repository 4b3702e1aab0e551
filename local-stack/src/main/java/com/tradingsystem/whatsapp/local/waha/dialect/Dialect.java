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
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How one engine words things: payloads of events, and those answers of the REST interface that are the engine's own. */
public abstract sealed class Dialect permits NowebDialect, GowsDialect {

    /** The colours of labels, by WAHA's number for them. */
    public static final Map<Integer, String> LABEL_COLOURS =
            Map.of(0, "#ff9485", 1, "#64c4ff", 2, "#ffd429", 3, "#dfaef0", 4, "#99b6c1");

    final WahaVersion version;
    final Person me;
    final Function<String, @Nullable Person> people;

    Dialect(WahaVersion version, Person me, Function<String, @Nullable Person> people) {
        this.version = version;
        this.me = me;
        this.people = people;
    }

    /**
     * The dialect of an engine.
     *
     * @param people finds a person by any of their addresses; null for strangers
     */
    public static Dialect of(Engine engine, WahaVersion version, Person me, Function<String, @Nullable Person> people) {
        return switch (engine) {
            case NOWEB -> new NowebDialect(version, me, people);
            case GOWS -> new GowsDialect(version, me, people);
        };
    }

    /** A message; {@code media} is WAHA's media object or JSON null. */
    public ObjectNode message(Message message, JsonNode media) {
        return message(message, media, ProtocolMessages.of(message));
    }

    abstract Fields message(Message message, JsonNode media, ObjectNode content);

    /** Adds {@code to} and {@code participant}. */
    abstract Fields addressed(Fields fields, Message message);

    /** What the engine calls a protocol message of this name. */
    abstract Object protocolType(String name);

    /** A reaction to a message; an empty emoji is one taken back. */
    public ObjectNode reaction(Message target, Message.Reaction reaction) {
        Message own = byAuthor(target, reaction.id(), reaction.reactor(), reaction.at());
        Fields fields = Json.with("id", own.fullId())
                .and("timestamp", reaction.at().getEpochSecond())
                .and("from", target.chat())
                .and("fromMe", own.fromMe())
                .and("source", "app");
        return addressed(fields, own)
                .and("reaction", Json.with("text", reaction.emoji()).and("messageId", target.fullId()));
    }

    /**
     * An own message got further.
     *
     * @param by with whom
     * @param covered core ids of all messages the receipt covers
     */
    public abstract ObjectNode ack(Message message, Person by, int ack, Instant at, List<String> covered);

    /** The author gave a message another text. */
    public ObjectNode edited(Message message, String editId, String body, Instant at) {
        Fields protocol = Json.with("type", protocolType("MESSAGE_EDIT"))
                .and("timestampMs", Long.toString(at.toEpochMilli()))
                .and("key", victim(message))
                .and("editedMessage", ProtocolMessages.of(message.withBody(body)));
        Message edit = byAuthor(message, editId, message.author(), at).withBody(body);
        return message(edit, Json.NULL, Json.with("protocolMessage", protocol))
                .and("editedMessageId", message.coreId());
    }

    /** The author deleted a message for everyone. */
    public ObjectNode revoked(Message message, String revokeId, Instant at) {
        Fields protocol = Json.with("type", protocolType("REVOKE")).and("key", victim(message));
        Message revocation = byAuthor(message, revokeId, message.author(), at);
        Fields after = message(revocation, Json.NULL, Json.with("protocolMessage", protocol));
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

    /** A vote for a poll; {@code options} is null if it could not be decrypted. */
    public ObjectNode vote(Message poll, Person voter, String voteId, @Nullable List<String> options, Instant at) {
        String chat = poll.chat();
        boolean group = chat.endsWith("@g.us");
        String address = voter.address(poll.hidden());
        String other = group ? poll.author().address(poll.hidden()) : chat;
        Fields vote = Json.with("id", "false_" + chat + "_" + voteId + (group ? "_" + address : ""))
                .and("to", group ? chat : "me")
                .and("from", group ? chat : address)
                .and("fromMe", false)
                .maybe("participant", group ? address : null)
                .and("selectedOptions", options == null ? List.of() : options)
                .and("timestamp", options == null ? at.getEpochSecond() : at.toEpochMilli());
        Fields voted = Json.with("id", poll.fullId())
                .and("to", poll.fromMe() ? chat : "me")
                .and("from", poll.fromMe() ? "me" : other)
                .and("fromMe", poll.fromMe());
        return Json.with("vote", vote).and("poll", voted);
    }

    /** The account was added to a group. */
    public abstract ObjectNode groupJoined(Group group, Instant at);

    /** A group got another name. */
    public ObjectNode groupRenamed(Group group, Instant at) {
        return Json.with("timestamp", at.toEpochMilli())
                .and("group", Json.with("id", group.jid()).and("subject", group.subject()))
                .and("_data", renamed(group));
    }

    abstract Fields renamed(Group group);

    /** Something happened to a member of a group. */
    public ObjectNode memberChanged(Group group, Group.Change change, Person member, Instant at) {
        String role = switch (change) {
            case JOIN -> "participant";
            case LEAVE -> "left";
            case PROMOTE -> "admin";
            case DEMOTE -> roleOfDemoted();
        };
        return Json.with("group", Json.with("id", group.jid()))
                .and("type", change.name().toLowerCase(Locale.ROOT))
                .and("timestamp", at.toEpochMilli())
                .and("participants", List.of(member(group, member, role)))
                .and("_data", changed(group, change, raw(member.address(group.hidden()))));
    }

    abstract String roleOfDemoted();

    abstract Fields changed(Group group, Group.Change change, String member);

    /** The account left a group. */
    public ObjectNode groupLeft(Group group, Instant at) {
        return Json.with("timestamp", at.toEpochMilli())
                .and("group", Json.with("id", group.jid()))
                .and("_data", Json.object());
    }

    /** A call. */
    public abstract ObjectNode call(String callId, Person from, boolean video, Instant at);

    static Fields call(String callId, Person from, Object timestamp, boolean video, Fields data) {
        return Json.with("id", callId)
                .and("from", from.jid())
                .and("timestamp", timestamp)
                .and("isVideo", video)
                .and("isGroup", false)
                .and("_data", data);
    }

    /** An entry of the list of chats; {@code name} is null for strangers. */
    public abstract ObjectNode chat(String chat, @Nullable String name, Instant lastActivity);

    /** An entry of the address book. */
    public abstract ObjectNode contact(Person person);

    /** The list of groups. */
    public abstract JsonNode groups(List<Group> groups);

    /** One group. */
    public abstract ObjectNode group(Group group);

    /** The ways in which WAHA says that a file could not be fetched, by engine. */
    public abstract ObjectNode mediaError(int status);

    /** A group in WAHA's own words. */
    static Fields joined(Group group) {
        return Json.with("id", group.jid())
                .and("subject", group.subject())
                .and("description", group.description())
                .and("participants", members(group))
                .and("membersCanSendMessages", false);
    }

    private static ObjectNode member(Group group, Person person, String role) {
        String address = person.address(group.hidden());
        boolean tellsPhone = group.hidden() && person.linkKnown() && !address.equals(person.jid());
        return Json.with("id", address)
                .maybe("pn", tellsPhone ? person.jid() : null)
                .and("role", role);
    }

    /** All members of a group in WAHA's own words, the same for all engines: {@code id}, {@code pn} where known, {@code role}. */
    public static List<ObjectNode> members(Group group) {
        return group.members().stream()
                .map(member -> member(group, member.person(), member.role()))
                .toList();
    }
}
