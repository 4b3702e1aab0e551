package com.tradingsystem.whatsapp.worker.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.contact.Aliases;
import com.tradingsystem.whatsapp.ingest.Archive;
import com.tradingsystem.whatsapp.sync.SyncRequests;
import com.tradingsystem.whatsapp.sync.SyncRequests.Kind;
import com.tradingsystem.whatsapp.worker.WorkerUnderTest;
import com.tradingsystem.whatsapp.worker.sync.SyncQueue;
import com.tradingsystem.whatsapp.worker.sync.SyncRuns;
import com.tradingsystem.whatsapp.worker.sync.SyncSessions;
import com.tradingsystem.whatsapp.worker.sync.SyncedRanges;
import com.tradingsystem.whatsapp.worker.waha.WahaClient;
import com.tradingsystem.whatsapp.worker.waha.WahaSettings;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A chat that is given back through no fault of its own waits, or it would be taken again as fast as the database can. */
class ChatSyncIntegrationTests extends WorkerUnderTest {

    private static final String CHAT = "15551230001@c.us";
    private static final String LIMITS = "waha-" + SALES;
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final SyncQueue queue;
    private final ChatSync chats;

    ChatSyncIntegrationTests(
            @Autowired WahaClient waha,
            @Autowired SyncSessions sessions,
            @Autowired SyncQueue queue,
            @Autowired SyncRuns runs,
            @Autowired SyncedRanges ranges,
            @Autowired Aliases aliases,
            @Autowired Archive archive,
            @Autowired HistorySettings settings) {
        this.queue = queue;
        this.chats = new ChatSync(
                waha,
                new OpenSessions(waha),
                sessions,
                queue,
                runs,
                ranges,
                new WahaChatAddresses(aliases),
                archive,
                new StatisticsRefresh(DATABASE.dataSource()),
                settings,
                new HistoryMetrics(new SimpleMeterRegistry()));
    }

    @BeforeEach
    void queueAChat(@Autowired SyncRequests requests) {
        requests.chat(SALES, CHAT, Kind.FULL);
    }

    @Test
    void chatWhileNothingIsAsked_waitsAsLong(
            @Autowired CircuitBreakerRegistry breakers, @Autowired WahaSettings settings) throws SQLException {
        breakers.circuitBreaker(LIMITS).transitionToForcedOpenState();

        sync();

        assertThat(pause()).isEqualTo(settings.breakerWait());
    }

    @Test
    void chatWhileTooMuchIsAsked_waitsAMoment(@Autowired BulkheadRegistry bulkheads) throws SQLException {
        bulkheads.bulkhead(LIMITS, BulkheadConfig.custom().maxConcurrentCalls(0).build());

        sync();

        assertThat(pause()).isPositive();
    }

    @Test
    void chatWhileWahaIsAway_waitsAMoment() throws SQLException {
        WAHA.json("/api/sessions/sales", 504, "{}");

        sync();

        assertThat(pause()).isPositive();
    }

    @Test
    void chatOfASessionThatStopped_isNotTaken() throws SQLException {
        WAHA.json("/api/sessions/sales", 200, "{\"name\":\"sales\",\"status\":\"STOPPED\"}");

        sync();

        assertThat(queue.claim("next", LEASE)).isEmpty();
    }

    private void sync() throws SQLException {
        chats.sync(queue.claim("me", LEASE).orElseThrow(), () -> true);
    }

    /** Between the moment when the chat was given back and the one when it may be taken. */
    private static Duration pause() {
        return Duration.ofSeconds(DATABASE.jdbc()
                .sql(
                        "select round(extract(epoch from next_sync_scheduled_at - updated_at)) from whatsapp_gateway.sync_state")
                .query(Long.class)
                .single());
    }
}
