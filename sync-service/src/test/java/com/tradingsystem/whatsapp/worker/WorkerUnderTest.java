package com.tradingsystem.whatsapp.worker;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.media.store.FileServer;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import com.tradingsystem.whatsapp.worker.sync.ObservedSession;
import com.tradingsystem.whatsapp.worker.sync.SyncSessions;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A worker that does nothing by itself, over a database and a WAHA that answers as it is told. All tests of the JVM share them; what
 * they remember is cleared in between.
 */
@SpringBootTest(
        classes = SyncService.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "whatsapp.sync.enabled=false",
            "whatsapp.retention.messages=0",
            "whatsapp.core.attempt-wait=1ms",
            "whatsapp.ingest.statement-timeout=2s"
        })
public abstract class WorkerUnderTest {

    protected static final SessionName SALES = new SessionName("sales");
    protected static final TestDatabase DATABASE = TestDatabase.create();
    protected static final FileServer WAHA = server();

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("whatsapp.core.url", WAHA::origin);
    }

    /** WAHA has one session, which works, and the worker knows of it. */
    @BeforeEach
    void begin(
            @Autowired SyncSessions sessions,
            @Autowired CircuitBreakerRegistry breakers,
            @Autowired BulkheadRegistry bulkheads) {
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
        bulkheads.getAllBulkheads().forEach(bulkhead -> bulkheads.remove(bulkhead.getName()));
        DATABASE.jdbc()
                .sql(
                        "truncate whatsapp_gateway.sync_state, whatsapp_gateway.sync_coverage, whatsapp_gateway.sync_sessions,"
                                + " whatsapp_gateway.sessions")
                .update();
        WAHA.json("/api/server/version", 200, "{\"version\":\"2026.3.1\",\"engine\":\"NOWEB\"}");
        WAHA.json("/api/server/status", 200, "{\"startTimestamp\":1795329765000}");
        WAHA.json("/api/sessions/sales", 200, "{\"name\":\"sales\",\"status\":\"WORKING\",\"engine\":\"NOWEB\"}");
        sessions.seen(List.of(new ObservedSession(SALES, "WORKING", true, null)), null, Duration.ofDays(2));
    }

    private static FileServer server() {
        try {
            return new FileServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
