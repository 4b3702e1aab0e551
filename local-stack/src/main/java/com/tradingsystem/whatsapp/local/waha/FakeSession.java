package com.tradingsystem.whatsapp.local.waha;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.local.phone.Account;
import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.History;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import com.tradingsystem.whatsapp.local.waha.dialect.Dialect;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import com.tradingsystem.whatsapp.local.waha.dialect.Fields;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session of the fake WAHA, seen from the phone: what one does here happens on WhatsApp, lands in the engine's store and
 * goes out as webhooks. Safe for use by many threads; webhooks leave in no order.
 */
public final class FakeSession {

    private final String name;
    private final Engine engine;
    private final Account account;
    private final AddressBook people;
    private final Dialect dialect;
    private final MessageStore store;
    private final Groups groups;
    private final SessionLife life;

    FakeSession(
            String name, Engine engine, Account account, History history, SessionLife life, FakeWahaSettings settings) {
        this.name = name;
        this.engine = engine;
        this.account = account;
        this.people = new AddressBook(account);
        this.dialect = Dialect.of(engine, settings.version(), account.me(), people::at);
        this.store = new MessageStore(history);
        this.groups = new Groups(account.groups());
        this.life = life;
    }

    public String name() {
        return name;
    }

    public Engine engine() {
        return engine;
    }

    public Account account() {
        return account;
    }

    public SessionStatus status() {
        return life.status();
    }

    /** Connects, which takes a moment. */
    public void start() {
        life.start();
    }

    /** The messages of this session's life, without those revoked, as they stand now. */
    public List<Message> received() {
        return store.received();
    }

    /** The message with this core id as it stands now, received or remembered. */
    public Optional<Message> find(String coreId) {
        return store.find(coreId);
    }

    /** A group as it stands now. */
    public Optional<Group> group(String jid) {
        return groups.find(jid);
    }

    /** A message was sent, by anybody; one with a file becomes an event only when the file is downloaded. */
    public void post(Message message) {
        store.add(message);
        announce(message);
    }

    /** The engine tells a message again, as after a reconnect or under the other form of its chat. */
    public void repeat(Message message) {
        announce(message);
    }

    private void announce(Message message) {
        life.emitLater(() -> {
            JsonNode media = life.shelf().fetch(name, dialect, message);
            ObjectNode payload = dialect.message(message, media);
            if (!message.fromMe()) {
                life.emit("message", payload);
            }
            life.emit("message.any", payload);
        });
    }

    /** An own message got further with somebody. */
    public void acknowledge(Message message, Person by, int ack) {
        acknowledge(List.of(message), by, ack);
    }

    /** Own messages got further with somebody, by one receipt. */
    public void acknowledge(Collection<Message> messages, Person by, int ack) {
        Instant now = life.now();
        List<String> covered = messages.stream().map(Message::coreId).toList();
        for (Message message : messages) {
            store.change(message.coreId(), known -> known.ack() < ack ? known.withAck(ack) : known);
            boolean group = message.participant() != null && life.version().isRecent();
            life.emit(group ? "message.ack.group" : "message.ack", dialect.ack(message, by, ack, now, covered));
        }
    }

    /** A message could not be sent. */
    public void fail(Message message) {
        store.change(message.coreId(), known -> known.withAck(-1));
        life.emit("message.ack", dialect.ack(message, account.me(), -1, life.now(), List.of(message.coreId())));
    }

    /** The author changed a text or caption. */
    public void edit(Message message, String editId, String body) {
        store.change(message.coreId(), known -> known.withBody(body));
        life.emit("message.edited", dialect.edited(message, editId, body, life.now()));
    }

    /** The author deleted a message for everyone. */
    public void revoke(Message message, String revokeId) {
        store.remove(message.coreId());
        life.emit("message.revoked", dialect.revoked(message, revokeId, life.now()));
    }

    /** Somebody reacted, or took their reaction back with an empty emoji. */
    public void react(Message message, Message.Reaction reaction) {
        store.change(message.coreId(), known -> known.withReaction(reaction));
        life.emit("message.reaction", dialect.reaction(message, reaction));
    }

    /** Somebody voted; {@code options} is the whole choice, null for a vote that cannot be decrypted. */
    public void vote(Message poll, Person voter, String voteId, @Nullable List<String> options) {
        String event = options == null ? "poll.vote.failed" : "poll.vote";
        life.emit(event, dialect.vote(poll, voter, voteId, options, life.now()));
    }

    /** A call rang, or was {@code accepted} or {@code rejected}. */
    public void call(String callId, Person from, boolean video, String what) {
        life.emit("call." + what, dialect.call(callId, from, video, life.now()));
    }

    /** The account was added to a group. */
    public void join(Group group) {
        groups.put(group);
        life.emit("group.v2.join", dialect.groupJoined(group, life.now()));
    }

    /** The account left a group. */
    public void leave(Group group) {
        groups.remove(group.jid());
        life.emit("group.v2.leave", dialect.groupLeft(group, life.now()));
    }

    /** A group got another name. */
    public void rename(String groupJid, String subject) {
        Group renamed = groups.change(groupJid, group -> group.renamed(subject));
        life.emit("group.v2.update", dialect.groupRenamed(renamed, life.now()));
    }

    /** Something happened to a member of a group. */
    public void changeMember(String groupJid, Group.Change change, Person member) {
        Group changed = groups.change(groupJid, group -> group.after(change, member));
        life.emit("group.v2.participants", dialect.memberChanged(changed, change, member, life.now()));
    }

    /** The account's shop made or changed a label. */
    public void upsertLabel(String id, String labelName, int colour) {
        life.emit("label.upsert", label(id, labelName, colour));
    }

    /** A chat got a label. */
    public void addLabel(String id, String labelName, int colour, String chat) {
        Fields payload = Json.with("labelId", id).and("chatId", chat).and("label", label(id, labelName, colour));
        life.emit("label.chat.added", payload);
    }

    private static Fields label(String id, String labelName, int colour) {
        return Json.with("id", id)
                .and("name", labelName)
                .and("color", colour)
                .and("colorHex", Dialect.LABEL_COLOURS.getOrDefault(colour, "#000000"));
    }

    /** Somebody is typing, recording, online or gone. */
    public void presence(Person person, String what) {
        Fields presence = Json.with("participant", person.jid())
                .and("lastKnownPresence", what.toLowerCase(Locale.ROOT))
                .and("lastSeen", null);
        life.emit("presence.update", Json.with("id", person.jid()).and("presences", List.of(presence)));
    }

    /** The session changes its state; what happens on the phone until it is WORKING again is told then. */
    public void become(SessionStatus status) {
        life.become(status);
    }

    SessionLife life() {
        return life;
    }

    Dialect dialect() {
        return dialect;
    }

    MessageStore store() {
        return store;
    }

    Groups groups() {
        return groups;
    }

    AddressBook people() {
        return people;
    }
}
