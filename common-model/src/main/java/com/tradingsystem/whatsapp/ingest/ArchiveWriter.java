package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.contact.ContactWriter;
import com.tradingsystem.whatsapp.contact.KnownLinks;
import com.tradingsystem.whatsapp.contact.LidLinks;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.Stamped;
import com.tradingsystem.whatsapp.event.StampedReading;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageRef;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.MessageWriter;
import com.tradingsystem.whatsapp.message.WrittenMessages;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import com.tradingsystem.whatsapp.session.SessionUpdate;
import com.tradingsystem.whatsapp.session.SessionWriter;
import com.tradingsystem.whatsapp.sync.ChatHints;
import com.tradingsystem.whatsapp.sync.ChatHints.Chat;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Merges readings into the tables, in a transaction of the caller's that holds the locks of their chats. Whatever the road
 * the readings came by, here they are written the same way. Safe for use by many threads.
 */
final class ArchiveWriter {

    private final SessionWriter sessions = new SessionWriter();
    private final LidLinks lidLinks = new LidLinks();
    private final MessageWriter messages = new MessageWriter();
    private final ContactWriter contacts = new ContactWriter();
    private final ChatHints hints = new ChatHints();
    private final MediaRows media = new MediaRows();

    private final KnownChats knownChats = new KnownChats();
    private final SessionActivity activity;
    private final RevokePolicy revokePolicy;

    ArchiveWriter(SessionActivity activity, RevokePolicy revokePolicy) {
        this.activity = activity;
        this.revokePolicy = revokePolicy;
    }

    /** Writes, with the plans of {@link Transactions#write}; nothing is remembered before {@link #committed}. */
    Written write(Connection connection, List<StampedReading> readings) throws SQLException {
        EventBatch facts = EventBatch.of(readings);
        sessions.merge(connection, activity.worthWriting(facts.sessions().values()));
        KnownLinks links = lidLinks.learn(connection, facts.links(), facts.addresses());
        contacts.write(connection, facts.events(), facts.sightings(), links);
        WrittenMessages written = messages.write(connection, facts.events(), facts.regrouped(), links, this::erasing);
        boolean hasFiles = follow(connection, facts.events(), written);
        Set<Chat> chats = knownChats.unknownAmong(facts.chats(links));
        hints.hint(connection, chats);
        sessions.count(connection, written.inserted());
        return new Written(facts.sessions(), links, chats, hasFiles, written);
    }

    /** Lets files and raw events follow what was written to messages; says whether there are files to fetch. */
    private boolean follow(Connection connection, List<Stamped<InboundEvent>> events, WrittenMessages written)
            throws SQLException {
        boolean hasFiles = media.write(connection, events, written);
        RawEvents.erase(connection, written.erased());
        sessions.countBack(connection, written.absorbedKeys());
        return hasFiles;
    }

    /** Remembers what is on disk now. */
    void committed(Written written) {
        knownChats.add(written.hinted());
    }

    /** Messages that show one of these LIDs, up to {@code limit} of them. */
    List<MessageWriter.Shown> showing(Connection connection, List<SessionLid> lids, int limit) throws SQLException {
        return messages.showing(connection, lids, limit);
    }

    /**
     * Moves rows from LIDs to their phone numbers: up to {@code limit} of each table.
     *
     * @param shown messages that show the LIDs, and whose chats are locked
     * @return how many were moved; 0 when none are left
     */
    int rename(Connection connection, List<SessionLid> lids, List<MessageWriter.Shown> shown, int limit)
            throws SQLException {
        Set<SessionAddress> asked =
                new HashSet<>(chats(shown.stream().map(MessageWriter.Shown::ref).toList()));
        lids.forEach(lid -> asked.add(new SessionAddress(lid.session(), lid.lid())));
        KnownLinks links = lidLinks.learn(connection, List.of(), asked);
        List<Renaming> renamings = new ArrayList<>();
        for (SessionLid lid : lids) {
            if (links.canonical(lid.session(), lid.lid()) instanceof Jid.Person phone) {
                renamings.add(new Renaming(lid, phone));
            }
        }
        if (renamings.isEmpty()) {
            return 0;
        }
        int moved = contacts.rename(connection, renamings, limit) + hints.rename(connection, renamings, limit);
        follow(connection, List.of(), messages.relink(connection, lids, shown, links, this::erasing));
        return moved + shown.size();
    }

    /** The messages about which something was said by a LID or in its chat: the next after {@code after}. */
    List<MessageRef> annotatedUnder(Connection connection, SessionLid lid, @Nullable MessageRef after, int limit)
            throws SQLException {
        return messages.annotatedUnder(connection, lid, after, limit);
    }

    /** Decides anew what of all that was said about messages counts; their chats are locked. */
    WrittenMessages reconsider(Connection connection, List<MessageRef> refs) throws SQLException {
        KnownLinks links = lidLinks.learn(connection, List.of(), chats(refs));
        WrittenMessages written = messages.reconsider(connection, refs, links, this::erasing);
        follow(connection, List.of(), written);
        return written;
    }

    static Set<SessionAddress> chats(List<MessageRef> refs) {
        return refs.stream()
                .map(ref -> new SessionAddress(ref.session(), ref.chat()))
                .collect(Collectors.toSet());
    }

    private Set<SessionName> erasing(Connection connection, Set<SessionName> asked) throws SQLException {
        Map<SessionName, String> own = sessions.revokePolicies(connection, asked);
        Set<SessionName> erasing = new HashSet<>();
        for (SessionName session : asked) {
            if (own.getOrDefault(session, revokePolicy.code()).equals(RevokePolicy.ERASE.code())) {
                erasing.add(session);
            }
        }
        return erasing;
    }

    /**
     * What a transaction wrote.
     *
     * @param hinted chats announced to the sync
     * @param hasFiles whether any message has a file
     */
    record Written(
            Map<SessionName, SessionUpdate> sessions,
            KnownLinks links,
            Set<Chat> hinted,
            boolean hasFiles,
            WrittenMessages messages) {

        static final Written NOTHING = new Written(Map.of(), KnownLinks.NONE, Set.of(), false, WrittenMessages.NONE);

        int inserted() {
            return messages.inserted().size();
        }

        int merged() {
            return messages.size() - inserted();
        }
    }
}
