package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.annotation.NotApplied;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a write did to messages. */
public final class WrittenMessages {

    /** Nothing was written. */
    public static final WrittenMessages NONE = new WrittenMessages(
            new MessageIdentities((session, address) -> address),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            Set.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of());

    /** The number of a message, and the chat and the time it is kept under. */
    public record Place(long number, Jid chat, Instant timestamp) {}

    /**
     * A message of which nothing may be kept that it said.
     *
     * @param chats all addresses of its chat
     * @param authors all addresses of its author; empty for the account's own messages and if unknown
     */
    public record Erased(long number, MessageKey key, List<Jid> chats, List<Jid> authors) {
        public Erased {
            chats = List.copyOf(chats);
            authors = List.copyOf(authors);
        }
    }

    private final MessageIdentities identities;
    private final Map<MessageKey, MessageKey> attributed;
    private final Map<MessageKey, Place> places;
    private final List<MessageKey> inserted;
    private final List<MessageKey> changed;
    private final Set<MessageKey> moved;
    private final Map<Long, Long> absorbed;
    private final List<MessageKey> absorbedKeys;
    private final List<Erased> erased;
    private final List<NotApplied> notApplied;

    WrittenMessages(
            MessageIdentities identities,
            Map<MessageKey, MessageKey> attributed,
            Map<MessageKey, Place> places,
            List<MessageKey> inserted,
            List<MessageKey> changed,
            Set<MessageKey> moved,
            Map<Long, Long> absorbed,
            List<MessageKey> absorbedKeys,
            List<Erased> erased,
            List<NotApplied> notApplied) {
        this.identities = identities;
        this.attributed = attributed;
        this.places = places;
        this.inserted = inserted;
        this.changed = changed;
        this.moved = moved;
        this.absorbed = absorbed;
        this.absorbedKeys = absorbedKeys;
        this.erased = erased;
        this.notApplied = notApplied;
    }

    /** Where a message that was seen in this write is now. */
    public Place placeOf(SessionName session, ObservedMessage seen) {
        MessageKey key = identities.of(session, seen);
        return Objects.requireNonNull(places.get(attributed.getOrDefault(key, key)));
    }

    /** Messages that were not there before. */
    public List<MessageKey> inserted() {
        return inserted;
    }

    /** Messages that were there, and otherwise. */
    public List<MessageKey> changed() {
        return changed;
    }

    /** How many messages were looked at. */
    public int size() {
        return places.size();
    }

    /** The places of messages that were somewhere else before. */
    public List<Place> moved() {
        return moved.stream()
                .map(key -> Objects.requireNonNull(places.get(key)))
                .toList();
    }

    /** Numbers of messages that turned out to be another one, each with the number of that. */
    public Map<Long, Long> absorbed() {
        return absorbed;
    }

    /** The keys of the messages they turned out to be, once for each. */
    public List<MessageKey> absorbedKeys() {
        return absorbedKeys;
    }

    /** Messages of which nothing may be kept that they said. */
    public List<Erased> erased() {
        return erased;
    }

    /** Why edits and revocations of this write change nothing; once for each that does not. */
    public List<NotApplied> notApplied() {
        return notApplied;
    }
}
