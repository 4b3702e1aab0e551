package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.Told;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
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
    public MessageDraft begin(Pipeline pipeline, List<Told<InboundEvent>> told) throws SQLException {
        Set<CoreRef> touched = new LinkedHashSet<>();
        for (Told<InboundEvent> one : told) {
            CoreRef ref = CoreRef.of(one);
            if (ref != null) {
                touched.add(ref);
            }
        }
        return begin(pipeline, told, touched);
    }

    /**
     * Moves what other events said from hidden ids to phone numbers: up to {@code limit} rows of each table.
     *
     * @return how many were moved
     */
    public int renameSatellites(Pipeline pipeline, List<Renaming> renamings, int limit) throws SQLException {
        int moved = 0;
        for (Satellite<?> satellite : SatelliteTables.ALL) {
            moved += satellite.rename(pipeline, renamings, limit);
        }
        return moved;
    }

    /** The first half of moving messages that show hidden ids to their phone numbers: up to {@code limit} of them. */
    public MessageDraft beginRenaming(Pipeline pipeline, List<SessionLid> lids, int limit) throws SQLException {
        Set<CoreRef> showing = LidRows.showing(pipeline, lids, limit);
        if (!showing.isEmpty()) {
            LidRows.forget(pipeline, lids, showing);
        }
        return begin(pipeline, List.of(), showing);
    }

    private MessageDraft begin(Pipeline pipeline, List<Told<InboundEvent>> told, Set<CoreRef> touched)
            throws SQLException {
        if (touched.isEmpty()) {
            return new MessageDraft(told, touched, Map.of(), Map.of(), Set.of(), null);
        }
        Pipeline.Answer<KeyRow> found = StoredMessages.keys(pipeline, touched);
        // Where these events add nothing to what others said, that can be asked for in the same round trip.
        Pipeline.Answer<Map.Entry<CoreRef, Aftermath>> aftermaths =
                SatelliteRows.areIn(told) ? null : Aftermaths.find(pipeline, touched);
        List<KeyRow> keys = found.rows();
        Map<MessageKey, StoredMessage> stored = StoredMessages.rows(pipeline, keys);
        Set<SamePerson> samePersons = FullIds.add(pipeline, MessageDraft.fullIds(told, stored));
        Map<MessageKey, KeyRow> byKey = new HashMap<>();
        keys.forEach(key -> byKey.put(key.key(), key));
        return new MessageDraft(told, touched, byKey, stored, samePersons, aftermaths);
    }

    /**
     * The second half: folds, and writes what is different from what is stored.
     *
     * @param addresses knows the phone numbers of all hidden ids in the events and in {@link MessageDraft#lids}
     * @param now what new rows get as their time of creation
     */
    public WrittenMessages finish(
            Pipeline pipeline, MessageDraft draft, Addresses addresses, RevokePolicies policies, Instant now)
            throws SQLException {
        if (draft.touched().isEmpty()) {
            return WrittenMessages.NONE;
        }
        Pipeline.Answer<Map.Entry<CoreRef, Aftermath>> found = draft.aftermaths();
        if (found == null) {
            SatelliteRows.of(draft.told(), addresses).write(pipeline);
            found = Aftermaths.find(pipeline, draft.touched());
        }
        Map<CoreRef, Aftermath> aftermaths = decided(pipeline, found.rows(), policies);

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
        return changes.write(pipeline, erased(aftermaths));
    }

    /** What other events said, with the session's policy applied to revocations. */
    private static Map<CoreRef, Aftermath> decided(
            Pipeline pipeline, List<Map.Entry<CoreRef, Aftermath>> found, RevokePolicies policies) throws SQLException {
        Map<CoreRef, Aftermath> aftermaths = new HashMap<>();
        found.forEach(entry -> aftermaths.put(entry.getKey(), entry.getValue()));
        Set<SessionName> revoking = new HashSet<>();
        aftermaths.forEach((ref, after) -> {
            if (after.revocation() != null) {
                revoking.add(ref.session());
            }
        });
        if (!revoking.isEmpty()) {
            Set<SessionName> erasing = policies.erasing(pipeline, revoking);
            aftermaths.replaceAll((ref, after) -> erasing.contains(ref.session()) ? after.erasing() : after);
            Set<CoreRef> erased = erased(aftermaths);
            if (!erased.isEmpty()) {
                Aftermaths.eraseEdits(pipeline, erased);
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
