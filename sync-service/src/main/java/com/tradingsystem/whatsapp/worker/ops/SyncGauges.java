package com.tradingsystem.whatsapp.worker.ops;

import com.tradingsystem.whatsapp.sync.SessionSync;
import com.tradingsystem.whatsapp.sync.SyncReports;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows per session how far the sync is behind. Every worker shows the same numbers, which are the database's: take their maximum, not
 * their sum.
 *
 * <p>Two to compare: {@code whatsapp_sync_due_chats} with {@code whatsapp_sync_lag_seconds}. Many chats due and no lag is a busy hour; few
 * due and a growing lag is a worker that is stuck.
 */
final class SyncGauges {

    private static final Logger log = LoggerFactory.getLogger(SyncGauges.class);

    private final SyncReports reports;
    private final InstantSource clock;
    private final MultiGauge due;
    private final MultiGauge running;
    private final MultiGauge failing;
    private final MultiGauge givenUp;
    private final MultiGauge gaps;
    private final MultiGauge lag;
    private final MultiGauge silent;
    private final MultiGauge working;
    private volatile List<SessionSync> latest = List.of();
    private volatile @Nullable Instant readAt;

    SyncGauges(SyncReports reports, MeterRegistry registry, InstantSource clock) {
        this.reports = reports;
        this.clock = clock;
        this.due = gauge(registry, "whatsapp.sync.due.chats", "Chats that wait for a worker");
        this.running = gauge(registry, "whatsapp.sync.running.chats", "Chats that are being pulled");
        this.failing = gauge(registry, "whatsapp.sync.failing.chats", "Chats that failed and are tried again");
        this.givenUp = gauge(registry, "whatsapp.sync.given.up.chats", "Chats that failed too often");
        this.gaps = gauge(registry, "whatsapp.sync.gaps", "Stretches of time that were asked for and not offered");
        this.lag = gauge(registry, "whatsapp.sync.lag.seconds", "How long the longest waiting chat has been due");
        this.silent = gauge(registry, "whatsapp.session.silent", "1 while WAHA has messages no event tells of");
        this.working = gauge(registry, "whatsapp.session.working", "1 while WAHA says that the session works");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    /** Reads the numbers anew. */
    void refresh() {
        try {
            List<SessionSync> sessions = reports.sessions();
            Instant now = clock.instant();
            show(due, sessions, SessionSync::due);
            show(running, sessions, SessionSync::running);
            show(failing, sessions, SessionSync::failing);
            show(givenUp, sessions, SessionSync::givenUp);
            show(gaps, sessions, SessionSync::gaps);
            show(lag, sessions, session -> lag(session, now).toMillis() / 1000.0);
            show(silent, sessions, session -> session.silentSince() == null ? 0 : 1);
            show(working, sessions, session -> session.workingSince() == null ? 0 : 1);
            latest = sessions;
            readAt = now;
        } catch (RuntimeException e) {
            log.warn("The state of the sync cannot be read: {}", e.getClass().getName());
        }
    }

    /** What was read last. */
    List<SessionSync> latest() {
        return latest;
    }

    /** When that was; null before the first time. */
    @Nullable
    Instant readAt() {
        return readAt;
    }

    /** How long the longest waiting chat of a session that could be asked has been due. */
    static Duration lag(SessionSync session, Instant now) {
        Instant oldest = session.oldestDue();
        return oldest == null || session.workingSince() == null || oldest.isAfter(now)
                ? Duration.ZERO
                : Duration.between(oldest, now);
    }

    private static void show(MultiGauge gauge, List<SessionSync> sessions, ToDoubleFunction<SessionSync> number) {
        gauge.register(
                sessions.stream()
                        .map(session -> MultiGauge.Row.of(
                                Tags.of("session", session.sessionName()), number.applyAsDouble(session)))
                        .toList(),
                true);
    }
}
