package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.change.Change;
import com.tradingsystem.whatsapp.change.Changes;
import com.tradingsystem.whatsapp.session.SessionUpdate;
import com.tradingsystem.whatsapp.session.SessionWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what {@link SessionActivity} gathered, about once a second, on a thread of its own. */
final class SessionActivityFlush {

    private static final Logger log = LoggerFactory.getLogger(SessionActivityFlush.class);

    private final DataSource dataSource;
    private final SessionActivity activity;
    private final IngestSettings settings;
    private final Changes changes;
    private final SessionWriter sessions = new SessionWriter();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ingest-activity").daemon().factory());

    SessionActivityFlush(DataSource dataSource, SessionActivity activity, IngestSettings settings, Changes changes) {
        this.dataSource = dataSource;
        this.activity = activity;
        this.settings = settings;
        this.changes = changes;
    }

    void start() {
        long millis = settings.activityFlush().toMillis();
        var unused = timer.scheduleWithFixedDelay(this::flush, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop() {
        timer.shutdown();
        flush();
    }

    private synchronized void flush() {
        List<SessionUpdate> facts = activity.takeUnwritten();
        if (facts.isEmpty()) {
            return;
        }
        try {
            Transactions.run(dataSource, List.of(), settings.timeouts(), connection -> {
                sessions.merge(connection, facts);
                return facts;
            });
            changes.announce(facts.stream()
                    .map(fact -> new Change(fact.session(), false))
                    .toList());
        } catch (SQLException | RuntimeException e) {
            log.debug("sessions' activity is written later", e);
            activity.failed(facts);
        }
    }
}
