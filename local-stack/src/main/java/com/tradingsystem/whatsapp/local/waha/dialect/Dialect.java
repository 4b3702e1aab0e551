package com.tradingsystem.whatsapp.local.waha.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How one engine words things: payloads of events, and those answers of the REST interface that are the engine's own. */
public sealed interface Dialect permits NowebDialect, GowsDialect {

    /**
     * The dialect of an engine.
     *
     * @param people finds a person by any of their addresses; null for strangers
     */
    static Dialect of(Engine engine, WahaVersion version, Person me, Function<String, @Nullable Person> people) {
        return switch (engine) {
            case NOWEB -> new NowebDialect(version, me, people);
            case GOWS -> new GowsDialect(version, me, people);
        };
    }

    /** A message; {@code media} is WAHA's media object or JSON null. */
    ObjectNode message(Message message, JsonNode media);

    /** A reaction to a message; an empty emoji is one taken back. */
    ObjectNode reaction(Message target, Message.Reaction reaction);

    /**
     * An own message got further.
     *
     * @param by with whom
     * @param covered core ids of all messages the receipt covers
     */
    ObjectNode ack(Message message, Person by, int ack, Instant at, List<String> covered);

    /** The author gave a message another text. */
    ObjectNode edited(Message message, String editId, String body, Instant at);

    /** The author deleted a message for everyone. */
    ObjectNode revoked(Message message, String revokeId, Instant at);

    /** A vote for a poll; {@code options} is null if it could not be decrypted. */
    default ObjectNode vote(Message poll, Person voter, String voteId, @Nullable List<String> options, Instant at) {
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
    ObjectNode groupJoined(Group group, Instant at);

    /** A group got another name. */
    ObjectNode groupRenamed(Group group, Instant at);

    /** Something happened to a member of a group. */
    ObjectNode memberChanged(Group group, Group.Change change, Person member, Instant at);

    /** The account left a group. */
    default ObjectNode groupLeft(Group group, Instant at) {
        return Json.with("timestamp", at.toEpochMilli())
                .and("group", Json.with("id", group.jid()))
                .and("_data", Json.object());
    }

    /** A call. */
    ObjectNode call(String callId, Person from, boolean video, Instant at);

    /** An entry of the list of chats; {@code name} is null for strangers. */
    ObjectNode chat(String chat, @Nullable String name, Instant lastActivity);

    /** An entry of the address book. */
    ObjectNode contact(Person person);

    /** The list of groups. */
    JsonNode groups(List<Group> groups);

    /** One group. */
    ObjectNode group(Group group);

    /** The ways in which WAHA says that a file could not be fetched, by engine. */
    ObjectNode mediaError(int status);

    /** WAHA's own words for a member, the same for all engines: {@code id}, {@code pn} where known, {@code role}. */
    static ObjectNode member(Group group, Person person, String role) {
        String address = person.address(group.hidden());
        boolean tellsPhone = group.hidden() && person.linkKnown() && !address.equals(person.jid());
        return Json.with("id", address)
                .maybe("pn", tellsPhone ? person.jid() : null)
                .and("role", role);
    }

    /** All members of a group in WAHA's own words. */
    static List<ObjectNode> members(Group group) {
        return group.members().stream()
                .map(member -> member(group, member.person(), member.role()))
                .toList();
    }

    /** The colours of labels, by WAHA's number for them. */
    Map<Integer, String> LABEL_COLOURS = Map.of(0, "#ff9485", 1, "#64c4ff", 2, "#ffd429", 3, "#dfaef0", 4, "#99b6c1");
}
