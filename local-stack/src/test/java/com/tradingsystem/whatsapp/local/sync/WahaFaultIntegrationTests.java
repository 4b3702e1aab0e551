package com.tradingsystem.whatsapp.local.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.waha.FakeSession;
import com.tradingsystem.whatsapp.local.waha.Faults.Fault;
import com.tradingsystem.whatsapp.local.waha.SessionStatus;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WahaFaultIntegrationTests {

    private static final int CHATS = 5;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<Message> home = new Chatter(1, now).messages(CHATS, 300, Duration.ofDays(100));
    private final List<Message> shop = new Chatter(2, now).messages(CHATS, 300, Duration.ofDays(100));

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault.Failing(500),
                new Fault.Failing(503),
                new Fault.Cut(),
                new Fault.Html(200),
                new Fault.Html(502),
                new Fault.HangUp(),
                new Fault.Slow(Duration.ofSeconds(6)));
    }

    /** Not all sessions at once, or the breaker opens, which is another story. */
    @ParameterizedTest
    @MethodSource("faults")
    void oneSessionThatFails_doesNotKeepTheOther(Fault fault) {
        try (SyncWorld world = new SyncWorld()) {
            world.session("home", Engine.NOWEB, Chatter.account(CHATS), home);
            world.session("shop", Engine.GOWS, Chatter.account(CHATS), shop);
            world.waha.faults().always("/api/home/chats/[^/]+/messages", fault);
            world.whileAWorkerRuns(Map.of(), () -> {
                SyncWorld.await(
                        Duration.ofMinutes(2), "the other is pulled", () -> world.settledChats("shop") == CHATS);
                SyncWorld.await(Duration.ofMinutes(1), "the reason is told", () -> reasons(world) > 0);
                assertThat(world.settledChats("home")).isZero();
                world.waha.faults().clear();
                hurry(world);
                SyncWorld.await(Duration.ofMinutes(1), "it is pulled after all", () -> {
                    hurry(world);
                    return world.settledChats("home") == CHATS;
                });
            });
            assertThat(world.archived("home")).isEqualTo(SyncWorld.lines(home));
            assertThat(world.archived("shop")).isEqualTo(SyncWorld.lines(shop));
            assertThat(world.gaps()).isZero();
        }
    }

    @Test
    void wahaAway_isWaitedForWithoutCountingAgainstAnybody() {
        try (SyncWorld world = new SyncWorld()) {
            world.session("home", Engine.NOWEB, Chatter.account(CHATS), home);
            world.waha.faults().always("/api/", new Fault.HangUp());
            world.whileAWorkerRuns(Map.of(), () -> {
                SyncWorld.await(
                        Duration.ofMinutes(1),
                        "WAHA was asked often",
                        () -> world.network.calls().values().stream()
                                        .mapToInt(Integer::intValue)
                                        .sum()
                                > 10);
                world.waha.faults().clear();
                SyncWorld.await(Duration.ofMinutes(2), "it is pulled", () -> world.settledChats("home") == CHATS);
            });
            assertThat(world.jdbc
                            .sql("select max(retry_count) from whatsapp_gateway.sync_state")
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThat(world.archived("home")).isEqualTo(SyncWorld.lines(home));
        }
    }

    @Test
    void sessionThatStopsWorking_isLeftAloneAndReconciledWhenItIsBack() {
        try (SyncWorld world = new SyncWorld()) {
            FakeSession session = world.session("home", Engine.NOWEB, Chatter.account(CHATS), home);
            world.whileAWorkerRuns(Map.of(), () -> {
                SyncWorld.await(Duration.ofMinutes(1), "it is pulled", () -> world.settledChats("home") == CHATS);
                session.become(SessionStatus.STARTING);
                SyncWorld.await(
                        Duration.ofMinutes(1), "it is seen", () -> status(world).equals("STARTING"));
                Message missed = new Chatter(3, now).message(0, 99_999, now.plusSeconds(1));
                session.post(missed);
                session.become(SessionStatus.WORKING);
                SyncWorld.await(
                        Duration.ofMinutes(1),
                        "what was missed is pulled",
                        () -> world.archived("home").containsAll(SyncWorld.lines(List.of(missed))));
                SyncWorld.await(
                        Duration.ofMinutes(1),
                        "it is reconciled",
                        () -> world.jdbc
                                .sql("select reconciled_at is not null from whatsapp_gateway.sync_sessions")
                                .query(Boolean.class)
                                .single());
            });
            assertThat(world.jdbc
                            .sql("select status from whatsapp_gateway.sessions where session_name = 'home'")
                            .query(String.class)
                            .single())
                    .isEqualTo("connected");
            assertThat(world.gaps()).isZero();
        }
    }

    private static String status(SyncWorld world) {
        return world.jdbc
                .sql("select waha_status from whatsapp_gateway.sync_sessions")
                .query(String.class)
                .single();
    }

    private static int reasons(SyncWorld world) {
        return world.jdbc.sql("""
                        select count(*) from whatsapp_gateway.sync_state s
                          left join whatsapp_gateway.sync_sessions w using (session_name)
                         where s.session_name = 'home' and (s.sync_error is not null or w.pause_reason is not null)""").query(Integer.class).single();
    }

    /** Nobody wants to wait five minutes here. */
    private static void hurry(SyncWorld world) {
        world.jdbc
                .sql("update whatsapp_gateway.sync_sessions set paused_until = null")
                .update();
        world.jdbc
                .sql(
                        "update whatsapp_gateway.sync_state set next_sync_scheduled_at = now() where sync_status = 'failed'")
                .update();
    }
}
