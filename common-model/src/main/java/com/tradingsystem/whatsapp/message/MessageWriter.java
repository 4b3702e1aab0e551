package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.contact.KnownLinks;
import com.tradingsystem.whatsapp.contact.LidLinks;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.Stamped;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.MessageRef;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.annotation.AmendmentDecisions;
import com.tradingsystem.whatsapp.message.annotation.Amendments;
import com.tradingsystem.whatsapp.message.annotation.MessageRefs;
import com.tradingsystem.whatsapp.message.annotation.Rejections;
import com.tradingsystem.whatsapp.message.annotation.ReportedAmendments;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicies;
import com.tradingsystem.whatsapp.message.annotation.SideTableRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages and what other events say about them, so that any order and any repetition of a set of events ends in the
 * same rows.
 *
 * <p>Runs in the caller's transaction, which must hold the lock of every chat it writes to: what is read here must still be true
 * when it is written back. Stateless, safe for use by many threads.
 */
public final class MessageWriter {

    private final LidLinks lidLinks = new LidLinks();

    /**
     * Writes what events tell of messages.
     *
     * @param regrouped groups whose members changed: who was an admin when decides which revocations count
     * @param links knows every address in the events
     */
    public WrittenMessages write(
            Connection connection,
            List<Stamped<InboundEvent>> stamped,
            Collection<SessionAddress> regrouped,
            KnownLinks links,
            RevokePolicies policies)
            throws SQLException {
        Set<MessageRef> touched = new LinkedHashSet<>();
        for (Stamped<InboundEvent> one : stamped) {
            MessageRef ref = MessageRefs.of(one, links);
            if (ref != null) {
                touched.add(ref);
            }
        }
        touched.addAll(Reevaluation.inGroups(connection, regrouped));
        return touched.isEmpty()
                ? WrittenMessages.NONE
                : new MessageWrite(connection, lidLinks, links, policies).write(stamped, touched);
    }

    /** Messages that show one of these LIDs, up to {@code limit} of them, by their chats as they are stored. */
    public List<Shown> showing(Connection connection, List<SessionLid> lids, int limit) throws SQLException {
        return ShownLids.showing(connection, lids, limit).stream()
                .map(row -> new Shown(row.id(), new MessageRef(row.session(), row.chat(), row.coreId())))
                .toList();
    }

    /** A message that shows a LID. */
    public record Shown(long number, MessageRef ref) {}

    /**
     * Writes messages anew that show LIDs whose phone numbers are known by now.
     *
     * @param links knows the LIDs and the chats of the messages
     */
    public WrittenMessages relink(
            Connection connection, List<SessionLid> lids, List<Shown> shown, KnownLinks links, RevokePolicies policies)
            throws SQLException {
        ShownLids.forget(connection, lids, shown.stream().map(Shown::number).toList());
        return reconsider(connection, shown.stream().map(Shown::ref).toList(), links, policies);
    }

    /** Decides anew what of all that was said about these messages counts, and writes what changes. */
    public WrittenMessages reconsider(
            Connection connection, Collection<MessageRef> refs, KnownLinks links, RevokePolicies policies)
            throws SQLException {
        Set<MessageRef> touched = new LinkedHashSet<>();
        refs.forEach(ref -> touched.add(MessageRefs.of(ref.session(), ref.chat(), ref.coreId(), links)));
        return touched.isEmpty()
                ? WrittenMessages.NONE
                : new MessageWrite(connection, lidLinks, links, policies).write(List.of(), touched);
    }

    /**
     * The messages about which something was said by a LID or in its chat, a page of them in order.
     *
     * @param after the last one already looked at; null to begin with
     */
    public List<MessageRef> annotatedUnder(Connection connection, SessionLid lid, @Nullable MessageRef after, int limit)
            throws SQLException {
        return Reevaluation.under(connection, lid, after, limit);
    }

    /** One write; used by one thread. */
    private record MessageWrite(Connection connection, LidLinks lidLinks, KnownLinks asked, RevokePolicies policies) {

        WrittenMessages write(List<Stamped<InboundEvent>> stamped, Set<MessageRef> touched) throws SQLException {
            SideTableRows.of(stamped).write(connection);
            List<Stamped<InboundEvent.MessageSeen>> seen = seen(stamped);
            List<MessageRef> everywhere = MessageRefs.everywhere(touched, asked);
            Pipeline.Answer<KeyRow> found = StoredMessages.keys(connection, everywhere);
            ReportedAmendments.Question said = ReportedAmendments.ask(connection, everywhere);
            Pipeline.Answer<Long> numbers = MessageKeys.numbers(connection, seen.size());
            List<KeyRow> rows = found.get();
            Map<MessageRef, ReportedAmendments> about = said.answer(asked);
            KnownLinks links = complete(rows, about);
            MessageIdentities identities = new MessageIdentities(links);
            Map<KeyRow, MessageKey> resolved = new HashMap<>();
            rows.forEach(row -> resolved.put(row, identities.of(row)));
            Set<MessageKey> keys = new HashSet<>(resolved.values());
            seen.forEach(
                    one -> keys.add(identities.of(one.session(), one.value().message())));
            Map<MessageKey, MessageKey> attributed = MessageIdentities.attributed(keys);
            StoredState stored = StoredState.read(connection, resolved, attributed);
            KnownLinks all = complete(links, stored.all());

            Map<MessageKey, MessageState> states = stored.canonical(all);
            Map<MessageKey, Set<String>> fullIds = stored.fullIds();
            for (Stamped<InboundEvent.MessageSeen> one : seen) {
                MessageKey own = identities.of(one.session(), one.value().message());
                MessageKey key = attributed.getOrDefault(own, own);
                MessageState state =
                        MessageState.of(one.value().message(), one.stamp()).canonical(one.session(), all);
                // What is stored goes first: of two equal claims it stays, and nothing has to be rewritten.
                states.merge(key, state, MessageState::merge);
                fullIds.computeIfAbsent(key, k -> new HashSet<>())
                        .add(one.value().message().id().text());
            }
            AmendmentDecisions decisions = AmendmentDecisions.of(connection, about, states.keySet(), all);
            Map<MessageKey, Amendments> amendments = amendments(decisions, states.keySet());
            DuplicateRemoval.remove(
                    connection,
                    stored.absorbedRows(),
                    List.copyOf(stored.absorbed().keySet()));
            MessageChanges changes = new MessageChanges(
                    stored.keys(), stored.rows(), numbers.get().iterator());
            states.forEach((key, state) ->
                    changes.add(MessageRow.of(key, state, Objects.requireNonNull(amendments.get(key)))));
            Map<MessageKey, WrittenMessages.Place> places = changes.write(connection);
            FullIds.insert(connection, numbered(fullIds, places));
            List<WrittenMessages.Erased> erased = erased(amendments, places, all);
            if (!erased.isEmpty()) {
                ErasedEdits.erase(connection, erased);
            }
            return new WrittenMessages(
                    identities,
                    attributed,
                    places,
                    changes.inserted(),
                    changes.changed(),
                    changes.moved(),
                    stored.absorbed(),
                    stored.absorbedKeys(),
                    erased,
                    new Rejections(decisions, all).of(stamped, states.keySet()));
        }

        private static List<Stamped<InboundEvent.MessageSeen>> seen(List<Stamped<InboundEvent>> stamped) {
            List<Stamped<InboundEvent.MessageSeen>> seen = new ArrayList<>();
            for (Stamped<InboundEvent> one : stamped) {
                if (one.value() instanceof InboundEvent.MessageSeen message) {
                    seen.add(new Stamped<>(one.session(), one.stamp(), message));
                }
            }
            return seen;
        }

        /** Adds what is known of those who wrote the stored messages, and of those who said something about them. */
        private KnownLinks complete(List<KeyRow> rows, Map<MessageRef, ReportedAmendments> about) throws SQLException {
            Set<SessionAddress> people = new HashSet<>();
            rows.forEach(row -> add(people, row.session(), row.author()));
            about.forEach((ref, said) -> {
                said.edits().forEach(edit -> add(people, ref.session(), edit.editor()));
                said.revocations().forEach(revocation -> add(people, ref.session(), revocation.by()));
            });
            return complete(asked, people);
        }

        /** Adds what is known of the LIDs that stored messages still show. */
        private KnownLinks complete(KnownLinks links, Collection<StoredMessage> stored) throws SQLException {
            Set<SessionAddress> lids = new HashSet<>();
            stored.forEach(message -> message.row()
                    .lids()
                    .forEach(lid -> add(lids, message.row().key().session(), lid)));
            return complete(links, lids);
        }

        private KnownLinks complete(KnownLinks links, Set<SessionAddress> people) throws SQLException {
            Set<SessionAddress> unknown = new HashSet<>(people);
            unknown.removeIf(links::covers);
            return unknown.isEmpty() ? links : links.and(lidLinks.learn(connection, List.of(), unknown));
        }

        private static void add(Set<SessionAddress> addresses, SessionName session, @Nullable Jid address) {
            if (address != null) {
                addresses.add(new SessionAddress(session, address));
            }
        }

        private Map<MessageKey, Amendments> amendments(AmendmentDecisions decisions, Set<MessageKey> keys)
                throws SQLException {
            Map<MessageKey, Amendments> amendments = new HashMap<>();
            Set<SessionName> revoking = new HashSet<>();
            for (MessageKey key : keys) {
                Amendments found = decisions.amendments(key);
                amendments.put(key, found);
                if (found.revocation() != null) {
                    revoking.add(key.session());
                }
            }
            if (!revoking.isEmpty()) {
                Set<SessionName> erasing = policies.erasing(connection, revoking);
                amendments.replaceAll((key, found) -> erasing.contains(key.session()) ? found.erasing() : found);
            }
            return amendments;
        }

        private static Map<Long, Set<String>> numbered(
                Map<MessageKey, Set<String>> fullIds, Map<MessageKey, WrittenMessages.Place> places) {
            Map<Long, Set<String>> numbered = new HashMap<>();
            fullIds.forEach((key, ids) -> {
                WrittenMessages.Place place = places.get(key);
                if (place != null) {
                    numbered.put(place.number(), ids);
                }
            });
            return numbered;
        }

        private static List<WrittenMessages.Erased> erased(
                Map<MessageKey, Amendments> amendments, Map<MessageKey, WrittenMessages.Place> places, KnownLinks all) {
            List<WrittenMessages.Erased> erased = new ArrayList<>();
            amendments.forEach((key, found) -> {
                if (found.erases()) {
                    erased.add(new WrittenMessages.Erased(
                            Objects.requireNonNull(places.get(key)).number(),
                            key,
                            all.all(key.session(), key.chat()),
                            key.author() == null ? List.of() : all.all(key.session(), key.author())));
                }
            });
            return erased;
        }
    }
}
