package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.contact.ContactWriter;
import com.tradingsystem.whatsapp.contact.KnownLinks;
import com.tradingsystem.whatsapp.contact.LidLinks;
import com.tradingsystem.whatsapp.contact.LinkClaim;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.MessageDraft;
import com.tradingsystem.whatsapp.message.MessageWriter;
import com.tradingsystem.whatsapp.message.RevokePolicy;
import com.tradingsystem.whatsapp.message.WrittenMessages;
import com.tradingsystem.whatsapp.session.SessionFacts;
import com.tradingsystem.whatsapp.session.SessionWriter;
import com.tradingsystem.whatsapp.sync.ChatHints;
import com.tradingsystem.whatsapp.sync.ChatHints.Chat;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges readings into the tables, in a transaction of the caller's that holds the locks of their sessions. Whatever the road
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
    private final InstantSource clock;

    ArchiveWriter(SessionActivity activity, RevokePolicy revokePolicy, InstantSource clock) {
        this.activity = activity;
        this.revokePolicy = revokePolicy;
        this.clock = clock;
    }

    /** Writes; nothing is remembered before {@link #committed}. */
    Written write(Connection connection, List<Understood> readings) throws SQLException {
        Facts facts = Facts.of(readings);
        sessions.merge(connection, activity.worthWriting(facts.sessions().values()));
        MessageDraft draft = messages.begin(connection, facts.events());
        KnownLinks links = lidLinks.learn(connection, claims(facts, draft), mentioned(facts.lids(), draft));
        WrittenMessages written = messages.finish(connection, draft, links, this::erasing, clock.instant());
        contacts.write(connection, facts.events(), facts.sightings(), links);
        boolean hasFiles = media.write(connection, facts.events(), written);
        Set<Chat> chats = knownChats.unknownAmong(facts.chats(links));
        hints.hint(connection, chats);
        sessions.count(connection, written.inserted());
        if (!written.erased().isEmpty()) {
            RawEvents.erase(connection, written.erased());
        }
        return new Written(
                facts.sessions(),
                links,
                chats,
                written.inserted().size(),
                written.places().size() - written.inserted().size(),
                hasFiles);
    }

    /** Remembers what is on disk now. */
    void committed(Written written) {
        knownChats.add(written.hinted());
    }

    /**
     * Moves rows from hidden ids to their phone numbers: up to {@code limit} of each table.
     *
     * @return how many were moved; 0 when none are left
     */
    int rename(Connection connection, List<SessionLid> lids, int limit) throws SQLException {
        KnownLinks links = lidLinks.learn(connection, List.of(), lids);
        List<Renaming> renamings = new ArrayList<>();
        links.phones().forEach((lid, phone) -> renamings.add(new Renaming(lid, phone)));
        if (renamings.isEmpty()) {
            return 0;
        }
        int moved = contacts.rename(connection, renamings, limit)
                + messages.renameSatellites(connection, renamings, limit)
                + hints.rename(connection, renamings, limit);
        MessageDraft draft =
                messages.beginRenaming(connection, List.copyOf(links.phones().keySet()), limit);
        if (draft.size() > 0) {
            KnownLinks all = lidLinks.learn(connection, List.of(), mentioned(lids, draft));
            WrittenMessages written = messages.finish(connection, draft, all, this::erasing, clock.instant());
            media.write(connection, List.of(), written);
        }
        return moved + draft.size();
    }

    private static List<LinkClaim> claims(Facts facts, MessageDraft draft) {
        List<LinkClaim> claims = new ArrayList<>(facts.links());
        draft.samePersons()
                .forEach(same ->
                        claims.add(new LinkClaim(new SessionLid(same.session(), same.lid()), same.phone(), null)));
        return claims;
    }

    private static Set<SessionLid> mentioned(Collection<SessionLid> lids, MessageDraft draft) {
        Set<SessionLid> all = new HashSet<>(lids);
        all.addAll(draft.lids());
        return all;
    }

    private Set<SessionName> erasing(Connection connection, Set<SessionName> asked) throws SQLException {
        Map<SessionName, String> own = sessions.revokePolicies(connection, asked);
        Set<SessionName> erasing = new HashSet<>();
        for (SessionName session : asked) {
            if (own.getOrDefault(session, revokePolicy.word()).equals(RevokePolicy.ERASE.word())) {
                erasing.add(session);
            }
        }
        return erasing;
    }

    /**
     * What a transaction wrote.
     *
     * @param hinted chats the sync was told of
     * @param inserted messages that were not there before
     * @param merged messages that were
     * @param hasFiles whether any of them has a file
     */
    record Written(
            Map<SessionName, SessionFacts> sessions,
            KnownLinks links,
            Set<Chat> hinted,
            int inserted,
            int merged,
            boolean hasFiles) {

        static final Written NOTHING =
                new Written(Map.of(), new KnownLinks(Map.of(), Set.of(), Set.of()), Set.of(), 0, 0, false);
    }
}
