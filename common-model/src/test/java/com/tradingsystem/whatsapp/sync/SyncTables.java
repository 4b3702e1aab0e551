package com.tradingsystem.whatsapp.sync;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database with the beans of the package over it, and short words for what tests do with them. */
final class SyncTables implements AutoCloseable {

    static final Duration LEASE = Duration.ofMinutes(5);
    static final SessionName SALES = new SessionName("sales");
    static final SessionName HOME = new SessionName("home");

    final TestDatabase database = TestDatabase.create();
    final JdbcClient jdbc = database.jdbc();
    final SyncQueue queue = new SyncQueue(jdbc);
    final SyncRuns runs = new SyncRuns(jdbc);
    final SyncedRanges ranges = new SyncedRanges(jdbc);
    final SyncSessions sessions = new SyncSessions(jdbc);
    final SessionScans scans = new SessionScans(jdbc);
    final SessionDirectories directories = new SessionDirectories(jdbc);
    final DueChats due = new DueChats(jdbc);
    private int claims;

    void clear() {
        jdbc.sql("truncate whatsapp_gateway.sync_state, whatsapp_gateway.sync_coverage, whatsapp_gateway.sync_sessions,"
                        + " whatsapp_gateway.message_keys, whatsapp_gateway.sessions, whatsapp_gateway.webhook_events,"
                        + " whatsapp_gateway.lid_links")
                .update();
    }

    void working(SessionName... names) {
        sessions.seen(
                List.of(names).stream()
                        .map(name -> new ObservedSession(name, "WORKING", true, "1@c.us"))
                        .toList(),
                null,
                Duration.ofDays(2));
    }

    void ask(SessionName session, String chat, String type) {
        jdbc.sql("select whatsapp_gateway.initialize_sync_state(?, ?, ?)")
                .params(session.value(), chat, type)
                .query((row, number) -> true)
                .list();
    }

    void key(SessionName session, String chat, String coreId, Instant at) {
        jdbc.sql("""
                        insert into whatsapp_gateway.message_keys
                               (session_name, core_id, is_from_me, chat_id, "timestamp", message_type, has_media)
                        values (?, ?, false, ?, ?, 'text', false)""")
                .params(session.value(), coreId, chat, at.atOffset(ZoneOffset.UTC))
                .update();
    }

    SyncClaim claim() {
        return queue.claim("worker-" + ++claims, LEASE).orElseThrow(() -> new AssertionError("nothing to claim"));
    }

    boolean isEmpty() {
        return queue.claim("worker-" + ++claims, LEASE).isEmpty();
    }

    void inTransaction(Consumer<Connection> work) {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.accept(connection);
                connection.commit();
            } catch (RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A page that reached down to a time. */
    void step(SyncClaim claim, SyncRun run, Instant reached, Instant newest, int offered) {
        inTransaction(connection -> runs.step(
                connection,
                claim,
                run,
                new SyncStep("{\"at\": 1}", reached, reached, offered, false, reached, newest, 0, offered),
                LEASE));
    }

    void end(SyncClaim claim, SyncRun run, SyncOutcome outcome) {
        inTransaction(connection -> runs.end(connection, claim, run, outcome, null, true, null));
    }

    <T> T state(String column, Class<T> type) {
        return jdbc.sql("select " + column + " from whatsapp_gateway.sync_state")
                .query(type)
                .single();
    }

    <T> T coverage(String column, Class<T> type) {
        return jdbc.sql("select " + column + " from whatsapp_gateway.sync_coverage order by started_at desc limit 1")
                .query(type)
                .single();
    }

    int gaps() {
        return jdbc.sql("select count(*) from whatsapp_gateway.sync_gaps")
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() {
        database.close();
    }
}
