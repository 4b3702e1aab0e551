package com.tradingsystem.whatsapp.ingest;

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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges readings into the tables, in a transaction of the caller's that holds the locks of their sessions. Whatever the road
 * the readings came by, here they are written the same way. Stateless but for what it knows of sessions; safe for use by many
 * threads.
 */
final class ArchiveWriter {

    private final SessionWriter sessions = new SessionWriter();
    private final LidLinks lidLinks = new LidLinks();
    private final MessageWriter messages = new MessageWriter();

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
        KnownLinks links = lidLinks.learn(connection, claims(facts, draft), mentioned(facts, draft));
        WrittenMessages written = messages.finish(connection, draft, links, this::erasing, clock.instant());
        sessions.count(connection, written.inserted());
        if (!written.erased().isEmpty()) {
            RawEvents.erase(connection, written.erased());
        }
        return new Written(facts.sessions(), links, written);
    }

    /** Remembers what is on disk now. */
    void committed(Written written) {
        activity.committed(written.sessions().values());
    }

    private static List<LinkClaim> claims(Facts facts, MessageDraft draft) {
        List<LinkClaim> claims = new ArrayList<>(facts.links());
        draft.samePersons()
                .forEach(same ->
                        claims.add(new LinkClaim(new SessionLid(same.session(), same.lid()), same.phone(), null)));
        return claims;
    }

    private static Set<SessionLid> mentioned(Facts facts, MessageDraft draft) {
        Set<SessionLid> lids = new HashSet<>(facts.lids());
        lids.addAll(draft.lids());
        return lids;
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

    /** What a transaction wrote. */
    record Written(Map<SessionName, SessionFacts> sessions, KnownLinks links, WrittenMessages messages) {

        static final Written NOTHING =
                new Written(new HashMap<>(), new KnownLinks(Map.of(), Set.of(), Set.of()), WrittenMessages.NONE);
    }
}
