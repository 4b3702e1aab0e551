package com.tradingsystem.whatsapp.sync;

import static com.tradingsystem.whatsapp.sync.SyncTables.HOME;
import static com.tradingsystem.whatsapp.sync.SyncTables.LEASE;
import static com.tradingsystem.whatsapp.sync.SyncTables.SALES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncSessionsIntegrationTests {

    private static final SyncTables tables = new SyncTables();
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant STARTED = Instant.parse("2026-11-20T10:00:00Z");

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    private static List<String> seen(Instant started, ObservedSession... sessions) {
        return tables.sessions.seen(List.of(sessions), started, DAY).stream()
                .map(s -> s.name() + " " + s.status())
                .toList();
    }

    private static ObservedSession working(String account) {
        return new ObservedSession(SALES, "WORKING", true, account);
    }

    @Test
    void changes_areToldOnce() {
        var stopped = new ObservedSession(HOME, "STOPPED", false, null);

        assertThat(seen(STARTED, working("1@c.us"), stopped))
                .containsExactlyInAnyOrder("sales WORKING", "home STOPPED");
        assertThat(seen(STARTED, working("1@c.us"), stopped)).isEmpty();
        assertThat(seen(STARTED, working("1@c.us"))).containsExactly("home ABSENT");
        assertThat(seen(STARTED, working("1@c.us"))).isEmpty();
    }

    @Test
    void newSession_isLookedAtOnceAndAsAWhole() {
        seen(STARTED, working("1@c.us"));

        SessionScan scan = tables.scans.claim(LEASE, HOUR).orElseThrow();

        assertThat(scan).isEqualTo(new SessionScan(SALES, true, null));
        assertThat(tables.scans.claim(LEASE, HOUR)).as("somebody looks").isEmpty();

        tables.scans.scanned(scan, STARTED, HOUR);
        assertThat(tables.scans.claim(LEASE, HOUR)).as("its time has not come").isEmpty();
    }

    @Test
    void looksBetween_areNotWhole() {
        seen(STARTED, working("1@c.us"));
        tables.scans.scanned(tables.scans.claim(LEASE, HOUR).orElseThrow(), STARTED, Duration.ZERO);

        assertThat(tables.scans.claim(LEASE, HOUR)).contains(new SessionScan(SALES, false, null));
    }

    @Test
    void sessionThatWorksAgain_isReconciledOnce() {
        seen(STARTED, working("1@c.us"));
        tables.scans.scanned(tables.scans.claim(LEASE, HOUR).orElseThrow(), STARTED, HOUR);
        seen(STARTED, new ObservedSession(SALES, "STARTING", false, "1@c.us"));
        seen(STARTED, working("1@c.us"));

        SessionScan scan = tables.scans.claim(LEASE, HOUR).orElseThrow();
        assertThat(scan).isEqualTo(new SessionScan(SALES, true, "working_again"));

        tables.scans.scanned(scan, STARTED, Duration.ZERO);
        assertThat(tables.scans.claim(LEASE, HOUR).map(SessionScan::reconcile)).isEmpty();
    }

    @Test
    void wahaRestarted_isReconciled() {
        seen(STARTED, working("1@c.us"));
        tables.scans.scanned(tables.scans.claim(LEASE, HOUR).orElseThrow(), STARTED, HOUR);
        seen(STARTED.plusSeconds(60), working("1@c.us"));

        assertThat(tables.scans.claim(LEASE, HOUR)).contains(new SessionScan(SALES, true, "waha_restarted"));
    }

    @Test
    void sessionPairedAnew_settlesAgain() {
        seen(STARTED, working("1@c.us"));
        tables.jdbc
                .sql("update whatsapp_gateway.sync_sessions set settles_at = now() - interval '1 day'")
                .update();
        seen(STARTED, working("1@c.us"));
        assertThat(settles()).isFalse();

        seen(STARTED, working("2@c.us"));
        assertThat(settles()).isTrue();
    }

    @Test
    void pause_growsUntilALookSucceeds() {
        seen(STARTED, working("1@c.us"));
        SessionScan scan = tables.scans.claim(LEASE, HOUR).orElseThrow();
        double first = pause();
        double second = pause();
        assertThat(first).isBetween(4.0, 7.0);
        assertThat(second).isBetween(9.0, 13.0);

        tables.scans.scanned(scan, null, HOUR);
        assertThat(pause()).isBetween(4.0, 7.0);
    }

    @Test
    void directory_isReadAfterTheFirstLookAndThenSeldom() {
        seen(STARTED, working("1@c.us"));
        assertThat(tables.directories.claim(LEASE)).isEmpty();

        tables.scans.scanned(tables.scans.claim(LEASE, HOUR).orElseThrow(), STARTED, HOUR);
        assertThat(tables.directories.claim(LEASE)).isEqualTo(Optional.of(SALES));
        assertThat(tables.directories.claim(LEASE)).isEmpty();
        tables.directories.read(SALES, null, HOUR);
        assertThat(tables.directories.claim(LEASE)).isEmpty();
    }

    private static double pause() {
        tables.jdbc
                .sql("update whatsapp_gateway.sync_sessions set paused_until = null")
                .update();
        tables.sessions.pause(SALES, Duration.ofSeconds(1), "WAHA is unreachable");
        return tables.jdbc
                .sql("select extract(epoch from paused_until - now()) from whatsapp_gateway.sync_sessions")
                .query(Double.class)
                .single();
    }

    private static boolean settles() {
        return tables.jdbc
                .sql("select settles_at > now() from whatsapp_gateway.sync_sessions")
                .query(Boolean.class)
                .single();
    }
}
