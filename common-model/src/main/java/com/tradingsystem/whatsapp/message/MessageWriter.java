package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.Told;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes messages and what other events say about them, so that any order and any repetition of a set of events ends in the
 * same rows.
 *
 * <p>Runs in the caller's transaction, which must hold the lock of every session it writes to: what is read here must still
 * be true when it is written back. Stateless, safe for use by many threads.
 */
public final class MessageWriter {

    /** The first half: looks at what is stored of every message these events speak of. */
    public MessageDraft begin(Connection connection, List<Told<InboundEvent>> told) throws SQLException {
        Set<CoreRef> touched = new LinkedHashSet<>();
        for (Told<InboundEvent> one : told) {
            CoreRef ref = CoreRef.of(one);
            if (ref != null) {
                touched.add(ref);
            }
        }
        return begin(connection, told, touched);
    }

    /**
     * Moves what other events said from hidden ids to phone numbers: up to {@code limit} rows of each table.
     *
     * @return how many were moved
     */
    public int renameSatellites(Connection connection, List<Renaming> renamings, int limit) throws SQLException {
        int moved = 0;
        for (Satellite<?> satellite : SatelliteTables.ALL) {
            moved += satellite.rename(connection, renamings, limit);
        }
        return moved;
    }

    /** The first half of moving messages that show hidden ids to their phone numbers: up to {@code limit} of them. */
    public MessageDraft beginRenaming(Connection connection, List<SessionLid> lids, int limit) throws SQLException {
        Set<CoreRef> showing = LidRows.showing(connection, lids, limit);
        if (!showing.isEmpty()) {
            LidRows.forget(connection, lids, showing);
        }
        return begin(connection, List.of(), showing);
    }

    private MessageDraft begin(Connection connection, List<Told<InboundEvent>> told, Set<CoreRef> touched)
            throws SQLException {
        if (touched.isEmpty()) {
            return new MessageDraft(told, touched, Map.of(), Map.of(), Set.of());
        }
        List<KeyRow> keys = StoredMessages.keys(connection, touched);
        Map<MessageKey, StoredMessage> stored = StoredMessages.rows(connection, keys);
        Set<SamePerson> samePersons = FullIds.add(connection, MessageDraft.fullIds(told, stored));
        Map<MessageKey, KeyRow> byKey = new HashMap<>();
        keys.forEach(key -> byKey.put(key.key(), key));
        return new MessageDraft(told, touched, byKey, stored, samePersons);
    }

    /**
     * The second half: folds, and writes what is different from what is stored.
     *
     * @param addresses knows the phone numbers of all hidden ids in the events and in {@link MessageDraft#lids}
     * @param now what new rows get as their time of creation
     */
    public WrittenMessages finish(
            Connection connection, MessageDraft draft, Addresses addresses, RevokePolicies policies, Instant now)
            throws SQLException {
        if (draft.touched().isEmpty()) {
            return WrittenMessages.NONE;
        }
        SatelliteRows.of(draft.told(), addresses).write(connection);
        Map<CoreRef, Aftermath> aftermaths = aftermaths(connection, draft.touched(), policies);

        Map<MessageKey, MessageState> states = new HashMap<>();
        draft.stored()
                .forEach((key, message) -> states.put(key, message.row().state().canonical(key.session(), addresses)));
        for (Told<InboundEvent> one : draft.told()) {
            if (one.fact() instanceof InboundEvent.MessageSeen seen) {
                MessageState state = MessageState.of(seen.message(), one.by()).canonical(one.session(), addresses);
                // What is stored goes first: of two equal claims it stays, and nothing has to be rewritten.
                states.merge(MessageDraft.keyOf(one.session(), seen), state, MessageState::merge);
            }
        }

        MessageChanges changes = new MessageChanges(draft.keys(), draft.stored(), now);
        states.forEach((key, state) -> changes.add(MessageRow.of(
                key,
                state,
                aftermaths.getOrDefault(CoreRef.of(key), Aftermath.NONE).canonical(key.session(), addresses))));
        return changes.write(connection, erased(aftermaths));
    }

    private static Map<CoreRef, Aftermath> aftermaths(
            Connection connection, Collection<CoreRef> touched, RevokePolicies policies) throws SQLException {
        Map<CoreRef, Aftermath> aftermaths = new HashMap<>(Aftermaths.find(connection, touched));
        Set<SessionName> revoking = new HashSet<>();
        aftermaths.forEach((ref, after) -> {
            if (after.revocation() != null) {
                revoking.add(ref.session());
            }
        });
        if (!revoking.isEmpty()) {
            Set<SessionName> erasing = policies.erasing(connection, revoking);
            aftermaths.replaceAll((ref, after) -> erasing.contains(ref.session()) ? after.erasing() : after);
            Set<CoreRef> erased = erased(aftermaths);
            if (!erased.isEmpty()) {
                Aftermaths.eraseEdits(connection, erased);
            }
        }
        return aftermaths;
    }

    private static Set<CoreRef> erased(Map<CoreRef, Aftermath> aftermaths) {
        Set<CoreRef> erased = new HashSet<>();
        aftermaths.forEach((ref, after) -> {
            if (after.erases()) {
                erased.add(ref);
            }
        });
        return erased;
    }
}
