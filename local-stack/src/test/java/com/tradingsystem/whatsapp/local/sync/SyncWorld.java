package com.tradingsystem.whatsapp.local.sync;

import com.tradingsystem.whatsapp.local.phone.Account;
import com.tradingsystem.whatsapp.local.phone.History;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.waha.FakeSession;
import com.tradingsystem.whatsapp.local.waha.FakeWaha;
import com.tradingsystem.whatsapp.local.waha.FakeWahaSettings;
import com.tradingsystem.whatsapp.local.waha.SessionStatus;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import com.tradingsystem.whatsapp.local.waha.webhook.Pace;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A WAHA, the way to it, a database, and the workers in between. */
final class SyncWorld implements AutoCloseable {

    final TestDatabase database = TestDatabase.create();
    final JdbcClient jdbc = database.jdbc();
    final FakeWaha waha;
    final FlakyNetwork network = new FlakyNetwork();
    private final List<Worker> workers = new ArrayList<>();

    SyncWorld() {
        FakeWahaSettings life = FakeWahaSettings.withKey("key");
        waha = FakeWaha.start(new FakeWahaSettings(
                life.port(),
                life.apiKey(),
                life.version(),
                life.openPaths(),
                life.dashboard(),
                life.filesLifetime(),
                life.globalWebhooks(),
                life.mediaFailures(),
                new Pace(0.01),
                life.clock(),
                life.deliveries()));
        waha.faults().byChance(network);
    }

    /** A session that works, without webhooks. */
    FakeSession session(String name, Engine engine, Account account, Collection<Message> messages) {
        FakeSession session = waha.add(name, engine, account, History.of(messages), List.of());
        session.become(SessionStatus.STARTING);
        session.become(SessionStatus.WORKING);
        return session;
    }

    Worker startWorker(Map<String, String> properties) {
        Worker worker = Worker.start(database.jdbcUrl(), waha.url().toString(), properties);
        workers.add(worker);
        return worker;
    }

    /** Starts a worker, and stops it in good order when {@code what} is done. */
    void whileAWorkerRuns(Map<String, String> properties, Runnable what) {
        Worker worker = startWorker(properties);
        try {
            what.run();
        } finally {
            worker.close();
        }
    }

    /** Chats of a session that were pulled to the end at least once, and are not due; stories, which every session has, do not count. */
    long settledChats(String session) {
        return jdbc.sql("""
                        select count(*) from whatsapp_gateway.sync_state
                         where session_name = ? and chat_id not in ('all', 'status@broadcast') and sync_status = 'completed'""").params(session).query(Long.class).single();
    }

    /** How many messages were new to the archive when they were pulled. */
    long stored(String session) {
        return jdbc.sql("""
                        select coalesce(sum(stored_count), 0) from whatsapp_gateway.sync_coverage where session_name = ?""").params(session).query(Long.class).single();
    }

    long gaps() {
        return jdbc.sql("select count(*) from whatsapp_gateway.sync_gaps")
                .query(Long.class)
                .single();
    }

    /** What the archive has, a line for each message. */
    Set<String> archived(String session) {
        Set<String> lines = new TreeSet<>();
        jdbc.sql("""
                        select m.core_id, m.is_from_me, m.chat_id, m."timestamp", m.body
                          from whatsapp_gateway.message_keys k
                          join whatsapp_gateway.messages m using (session_name, chat_id, "timestamp", id)
                         where k.session_name = ?""").params(session).query(row -> {
            lines.add(line(
                    row.getString(1),
                    row.getBoolean(2),
                    row.getString(3),
                    row.getTimestamp(4).toInstant(),
                    row.getString(5)));
        });
        return lines;
    }

    /** What it ought to have. */
    static Set<String> lines(Collection<Message> messages) {
        Set<String> lines = new TreeSet<>();
        for (Message message : messages) {
            String body = message.body();
            lines.add(line(
                    message.coreId(), message.fromMe(), message.chat(), message.sentAt(), body == null ? "" : body));
        }
        return lines;
    }

    private static String line(String coreId, boolean fromMe, String chat, Instant at, String body) {
        return coreId + " " + fromMe + " " + chat + " " + at + " " + body;
    }

    static void await(Duration patience, String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("still not: " + what);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
        waha.close();
        database.close();
    }
}
