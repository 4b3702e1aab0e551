package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.session.SessionFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps sessions' rows from becoming hot. What a reader could tell apart is written at once, in the transaction of the event
 * that told it; times that grow with every event are gathered here and written about once a second.
 *
 * <p>Safe for use by many threads. Merging is what makes that safe too: whatever is written late is merged into what is there.
 */
final class SessionActivity {

    /** What this process knows to be true of each session: what is on disk, and what will be after the next flush. */
    private final Map<SessionName, SessionFacts> known = new ConcurrentHashMap<>();

    private final Map<SessionName, SessionFacts> unwritten = new HashMap<>();

    /** Those of the facts that have to be written in this transaction, with what is known of their sessions. */
    List<SessionFacts> worthWriting(Collection<SessionFacts> facts) {
        List<SessionFacts> worth = new ArrayList<>();
        for (SessionFacts told : facts) {
            SessionFacts before = known.get(told.session());
            if (before == null) {
                worth.add(told);
            } else {
                SessionFacts after = before.merge(told);
                if (after.showsMoreThan(before)) {
                    worth.add(after);
                }
            }
        }
        return worth;
    }

    /** Facts whose transaction is committed, whether they were worth writing or not. */
    void committed(Collection<SessionFacts> facts) {
        facts.forEach(told -> {
            known.merge(told.session(), told, SessionFacts::merge);
            later(told);
        });
    }

    private void later(SessionFacts facts) {
        synchronized (unwritten) {
            unwritten.merge(facts.session(), facts, SessionFacts::merge);
        }
    }

    /** Takes what is to be written now. Give it back by {@link #failed} if that does not succeed. */
    List<SessionFacts> takeUnwritten() {
        synchronized (unwritten) {
            List<SessionFacts> taken = List.copyOf(unwritten.values());
            unwritten.clear();
            return taken;
        }
    }

    void failed(Collection<SessionFacts> facts) {
        facts.forEach(this::later);
    }

    /** What is known of every session heard of. */
    Collection<SessionFacts> all() {
        return known.values();
    }
}
