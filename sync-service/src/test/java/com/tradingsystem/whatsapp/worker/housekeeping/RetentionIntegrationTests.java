package com.tradingsystem.whatsapp.worker.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.persistence.TestDatabase;
import com.tradingsystem.whatsapp.persistence.Tier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RetentionIntegrationTests {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final JdbcClient jdbc = DATABASE.jdbc();
    private final TransactionTemplate transactions =
            new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource()));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void keepEventsForAMonth() {
        jdbc.sql("delete from whatsapp_gateway.webhook_events").update();
        keep("retention_days", 0);
        keep("events_retention_days", 30);
        insertEvent("now()");
        insertEvent("now() - interval '40 days'");
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void oldEvents_areRemoved() {
        retention(tier()).enforce();

        assertThat(oldEvents()).isZero();
        assertThat(jdbc.sql("select count(*) from whatsapp_gateway.webhook_events")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(meters.get("whatsapp.retention.removed")
                        .tag("what", "webhook_events")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("whatsapp.retention.last.success.timestamp.seconds")
                        .gauge()
                        .value())
                .isEqualTo((double) NOW.getEpochSecond());
    }

    @Test
    void dryRun_tellsWhatWouldGoAndRemovesNothing() {
        keep("retention_days", 90);
        insertOldMessage();
        Retention retention = retention(tier());

        retention.preview();

        assertThat(oldEvents()).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from whatsapp_gateway.message_keys")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        for (String what : List.of("webhook_events", "messages", "message_keys", "media_downloads")) {
            assertThat(pastTime(what)).as(what).isEqualTo(1);
        }

        retention.enforce();
        retention.preview();

        assertThat(oldEvents()).isZero();
        for (String what : List.of("webhook_events", "messages", "message_keys", "media_downloads")) {
            assertThat(pastTime(what)).as(what).isZero();
        }
    }

    @Test
    void everythingKeptForEver_isDoneAtOnce() {
        keep("events_retention_days", 0);

        retention(tier()).enforce();

        assertThat(oldEvents()).isEqualTo(1);
        assertThat(meters.get("whatsapp.retention.last.success.timestamp.seconds")
                        .gauge()
                        .value())
                .isEqualTo((double) NOW.getEpochSecond());
    }

    @Test
    void someoneElseAtIt_isLeftAlone() throws Exception {
        try (var threads = Executors.newSingleThreadExecutor()) {
            transactions.executeWithoutResult(status -> {
                jdbc.sql("select pg_advisory_xact_lock(hashtextextended('whatsapp_gateway.enforce_retention', 0))")
                        .query()
                        .singleRow();
                assertThat(threads.submit(() -> retention(tier()).enforce())).succeedsWithin(10, TimeUnit.SECONDS);
                assertThat(oldEvents()).isEqualTo(1);
            });
        }
        retention(tier()).enforce();
        assertThat(oldEvents()).isZero();
    }

    @Test
    void databaseWithItsOwnJobs_isLeftAlone() {
        retention(Tier.COMMUNITY).enforce();

        assertThat(oldEvents()).isEqualTo(1);
    }

    private Retention retention(Tier tier) {
        return new Retention(jdbc, transactions, tier, meters, InstantSource.fixed(NOW));
    }

    /** What the server says, but never that it has jobs of its own, which would make the tests prove nothing. */
    private Tier tier() {
        String tier =
                jdbc.sql("select whatsapp_gateway.tier()").query(String.class).single();
        return tier.equals("plain") ? Tier.PLAIN : Tier.APACHE;
    }

    private long oldEvents() {
        return jdbc.sql(
                        "select count(*) from whatsapp_gateway.webhook_events where received_at < now() - interval '31 days'")
                .query(Long.class)
                .single();
    }

    private void keep(String what, int days) {
        jdbc.sql("""
                        insert into whatsapp_gateway.settings (name, value) values (?, ?)
                        on conflict (name) do update set value = excluded.value
                        """).params(what, Integer.toString(days)).update();
    }

    private void insertEvent(String receivedAt) {
        jdbc.sql("""
                        insert into whatsapp_gateway.webhook_events (received_at, event, outcome, body)
                        values (%s, 'message', 'stored', '\\x7b7d')
                        """.formatted(receivedAt)).update();
    }

    private double pastTime(String what) {
        return meters.get("whatsapp.retention.past.time")
                .tag("what", what)
                .gauge()
                .value();
    }

    private void insertOldMessage() {
        jdbc.sql("""
                        with key as (
                          insert into whatsapp_gateway.message_keys
                            (session_name, core_id, is_from_me, chat_id, "timestamp", message_type, has_media)
                          values ('main', 'OLD', false, '5511@c.us', now() - interval '200 days', 'image', true)
                          returning *
                        ), file as (
                          insert into whatsapp_gateway.media_downloads
                            (message_number, session_name, core_id, is_from_me, message_id, chat_id, message_timestamp, content_rank,
                             content_at, content_event, media_type)
                          select id, session_name, core_id, is_from_me, core_id, chat_id, "timestamp", 0, "timestamp", core_id, 'image'
                            from key
                        )
                        insert into whatsapp_gateway.messages
                          (id, session_name, chat_id, "timestamp", core_id, is_from_me, message_id, from_whatsapp_id,
                           message_type, has_media, is_forwarded, ack, ack_error, is_deleted, sync_source,
                           time_rank, content_rank, content_at, content_event)
                        select id, session_name, chat_id, "timestamp", core_id, is_from_me, core_id, chat_id,
                               message_type, true, false, 2, false, false, 'webhook', 0, 0, "timestamp", core_id
                          from key""").update();
    }
}
