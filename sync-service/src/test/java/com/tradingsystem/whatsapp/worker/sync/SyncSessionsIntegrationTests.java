package com.tradingsystem.whatsapp.worker.sync;

import static com.tradingsystem.whatsapp.worker.sync.SyncTables.HOME;
import static com.tradingsystem.whatsapp.worker.sync.SyncTables.LEASE;
import static com.tradingsystem.whatsapp.worker.sync.SyncTables.SALES;
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

    private static List<String> seen(Instant started, SeenSession... sessions) {
        return tables.sessions.seen(List.of(sessions), started, DAY).stream()
                .map(s -> s.name() + " " + s.status())
                .toList();
    }

    private static SeenSession working(String account) {
        return new SeenSession(SALES, "WORKING", true, account);
    }

    @Test
    void changes_areToldOnce() {
        var stopped = new SeenSession(HOME, "STOPPED", false, null);

        assertThat(seen(STARTED, working("1@c.us"), stopped))
                .containsExactlyInAnyOrder("sales WORKING", "home STOPPED");
        assertThat(seen(STARTED, working("1@c.us"), stopped)).isEmpty();
        assertThat(seen(STARTED, working("1@c.us"))).containsExactly("home ABSENT");
        assertThat(seen(STARTED, working("1@c.us"))).isEmpty();
    }

    @Test
    void newSession_isLookedAtOnceAndAsAWhole() {
        seen(STARTED, working("1@c.us"));

        SessionLook look = tables.looks.claim(LEASE, HOUR).orElseThrow();

        assertThat(look).isEqualTo(new SessionLook(SALES, true, null));
        assertThat(tables.looks.claim(LEASE, HOUR)).as("somebody looks").isEmpty();

        tables.looks.looked(look, STARTED, HOUR);
        assertThat(tables.looks.claim(LEASE, HOUR)).as("its time has not come").isEmpty();
    }

    @Test
    void looksBetween_areNotWhole() {
        seen(STARTED, working("1@c.us"));
        tables.looks.looked(tables.looks.claim(LEASE, HOUR).orElseThrow(), STARTED, Duration.ZERO);

        assertThat(tables.looks.claim(LEASE, HOUR)).contains(new SessionLook(SALES, false, null));
    }

    @Test
    void sessionThatWorksAgain_isReconciledOnce() {
        seen(STARTED, working("1@c.us"));
        tables.looks.looked(tables.looks.claim(LEASE, HOUR).orElseThrow(), STARTED, HOUR);
        seen(STARTED, new SeenSession(SALES, "STARTING", false, "1@c.us"));
        seen(STARTED, working("1@c.us"));

        SessionLook look = tables.looks.claim(LEASE, HOUR).orElseThrow();
        assertThat(look).isEqualTo(new SessionLook(SALES, true, "working_again"));

        tables.looks.looked(look, STARTED, Duration.ZERO);
        assertThat(tables.looks.claim(LEASE, HOUR).map(SessionLook::reconcile)).isEmpty();
    }

    @Test
    void wahaRestarted_isReconciled() {
        seen(STARTED, working("1@c.us"));
        tables.looks.looked(tables.looks.claim(LEASE, HOUR).orElseThrow(), STARTED, HOUR);
        seen(STARTED.plusSeconds(60), working("1@c.us"));

        assertThat(tables.looks.claim(LEASE, HOUR)).contains(new SessionLook(SALES, true, "waha_restarted"));
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
        SessionLook look = tables.looks.claim(LEASE, HOUR).orElseThrow();
        double first = pause();
        double second = pause();
        assertThat(first).isBetween(4.0, 7.0);
        assertThat(second).isBetween(9.0, 13.0);

        tables.looks.looked(look, null, HOUR);
        assertThat(pause()).isBetween(4.0, 7.0);
    }

    @Test
    void directory_isReadAfterTheFirstLookAndThenSeldom() {
        seen(STARTED, working("1@c.us"));
        assertThat(tables.directories.claim(LEASE)).isEmpty();

        tables.looks.looked(tables.looks.claim(LEASE, HOUR).orElseThrow(), STARTED, HOUR);
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
