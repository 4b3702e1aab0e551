package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.session.SessionUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Keeps sessions' rows from becoming hot. What a reader could tell apart is written at once, in the transaction of the event
 * that told it; times that grow with every event are gathered here and written about once a second.
 *
 * <p>Safe for use by many threads. Merging is what makes that safe too: whatever is written late is merged into what is there.
 */
final class SessionActivity {

    /** What this process knows to be true of each session: what is on disk, and what will be after the next flush. */
    private final Map<SessionName, SessionUpdate> known = new ConcurrentHashMap<>();

    private final Map<SessionName, SessionUpdate> unwritten = new HashMap<>();

    /** Sessions come from outside; metrics are kept for so many of them. */
    private static final int MOST_WATCHED = 200;

    private final AtomicInteger watched = new AtomicInteger();
    private volatile Consumer<SessionName> onFirst = session -> {};

    /** Those of the facts that have to be written in this transaction, with what is known of their sessions. */
    List<SessionUpdate> worthWriting(Collection<SessionUpdate> facts) {
        List<SessionUpdate> worth = new ArrayList<>();
        for (SessionUpdate told : facts) {
            SessionUpdate before = known.get(told.session());
            if (before == null) {
                worth.add(told);
            } else {
                SessionUpdate after = before.merge(told);
                if (after.showsMoreThan(before)) {
                    worth.add(after);
                }
            }
        }
        return worth;
    }

    /** EventBatch whose transaction is committed, whether they were worth writing or not. */
    void committed(Collection<SessionUpdate> facts) {
        facts.forEach(told -> {
            if (isNew(told) && watched.incrementAndGet() <= MOST_WATCHED) {
                onFirst.accept(told.session());
            }
            later(told);
        });
    }

    private void later(SessionUpdate facts) {
        synchronized (unwritten) {
            unwritten.merge(facts.session(), facts, SessionUpdate::merge);
        }
    }

    /** Takes what is to be written now. Give it back by {@link #failed} if that does not succeed. */
    List<SessionUpdate> takeUnwritten() {
        synchronized (unwritten) {
            List<SessionUpdate> taken = List.copyOf(unwritten.values());
            unwritten.clear();
            return taken;
        }
    }

    void failed(Collection<SessionUpdate> facts) {
        facts.forEach(this::later);
    }

    /** Called for each session that this process sees for the first time. */
    void onFirst(Consumer<SessionName> listener) {
        onFirst = listener;
    }

    /** Time since the newest event of a session arrived; not a number where none did. */
    double secondsSince(SessionName session, Instant now) {
        SessionUpdate facts = known.get(session);
        Instant last = facts == null ? null : facts.lastEventAt();
        return last == null ? Double.NaN : Duration.between(last, now).toMillis() / 1000.0;
    }

    private boolean isNew(SessionUpdate told) {
        boolean isNew = !known.containsKey(told.session());
        known.merge(told.session(), told, SessionUpdate::merge);
        return isNew;
    }
}
