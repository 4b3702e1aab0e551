package com.tradingsystem.whatsapp.message.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.timeline.TimelinePage.Position;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A year of one partition a week: a page must not look at all of them. */
class TimelinePlanIntegrationTests {

    private static final TestDatabase database = TestDatabase.create();
    private static final SessionName SESSION = new SessionName("year");
    private static final Jid BUSY = new Jid.Person("5511900000001");
    private static final Jid QUIET = new Jid.Person("5511900000002");

    private static final Position MIDDLE = new Position(Instant.parse("2026-05-01T00:00:00Z"), 0);

    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    private final ReadSnapshot snapshot = new ReadSnapshot(new JdbcTransactionManager(database.dataSource()), jdbc);
    private final Timeline timeline = new Timeline(jdbc, snapshot);

    @BeforeAll
    static void aYearOfMessages() {
        new ArchiveRows(database, SESSION.value())
                .session()
                .insert("lid_links", Map.of("lid", "90000000000001@lid", "phone", BUSY.value()));
        // The busy chat has fifty messages a day, the quiet one a message every day.
        database.jdbc().sql("""
                insert into whatsapp_gateway.message_keys
                       (session_name, core_id, is_from_me, chat_id, author, "timestamp", message_type, has_media)
                select 'year', 'K' || day || '-' || i, false,
                       case when i = 0 then '5511900000002@c.us' else '5511900000001@c.us' end,
                       case when i = 0 then '5511900000002@c.us' else '5511900000001@c.us' end,
                       timestamptz '2025-11-01 00:00Z' + day * interval '1 day' + i * interval '10 minutes',
                       case when i = 0 and day in (0, 90, 180) then 'rare' else 'text' end, false
                  from generate_series(0, 364) day, generate_series(0, 50) i""").update();
        database.jdbc().sql("""
                insert into whatsapp_gateway.messages
                       (id, session_name, chat_id, "timestamp", core_id, is_from_me, message_id, from_whatsapp_id, message_type,
                        body, has_media, is_forwarded, ack, ack_error, is_deleted, sync_source, time_rank, content_rank,
                        content_at, content_event)
                select id, session_name, chat_id, "timestamp", core_id, false, core_id, chat_id, 'text', 'text', false, false, 2,
                       false, false, 'webhook', 0, 0, "timestamp", core_id
                  from whatsapp_gateway.message_keys""").update();
        database.jdbc().sql("analyze whatsapp_gateway.message_keys").update();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void page_isPlannedForItsPartitionsOnly() {
        assumeThat(partitions()).isGreaterThanOrEqualTo(53);

        assertThat(partitionsPlanned(BUSY, 50)).isBetween(1L, 2L);
        assertThat(partitionsPlanned(BUSY, 200)).isBetween(1L, 2L);
        assertThat(partitionsPlanned(QUIET, 50)).isBetween(8L, 9L);
    }

    @Test
    void page_scansItsPartitionsOnly() {
        assumeThat(partitions()).isGreaterThanOrEqualTo(53);

        assertThat(partitionsScanned(BUSY, 50)).isBetween(1L, 2L);
        assertThat(partitionsScanned(BUSY, 200)).isBetween(1L, 2L);
        assertThat(partitionsScanned(QUIET, 200)).isBetween(26L, 27L);
    }

    @Test
    void pageWithMonthsOfSilence_leavesTheirPartitionsOut() {
        assumeThat(partitions()).isGreaterThanOrEqualTo(53);

        // A message each on three days, with ninety days between.
        TimelineQuery rare = new TimelineQuery(null, null, Set.of("rare"), Set.of(), null, null);

        assertThat(partitionsPlanned(() -> page(QUIET, rare, 50).messages())).isEqualTo(3L);
    }

    /** The server's own plans for the statements of a function are hidden; its statistics are not. */
    @Test
    void keysOfAPage_areReadAlongTheIndex() {
        long rows = snapshot.read(() -> {
            long before = keysRead();
            for (int i = 0; i < 20; i++) {
                page(BUSY, TimelineQuery.ALL, 50);
            }
            return keysRead() - before;
        });

        assertThat(rows).isBetween(20 * 51L, 20 * 100L);
    }

    @Test
    void keysOfAPageUpwards_areReadAlongTheIndex() {
        long rows = snapshot.read(() -> {
            long before = keysRead();
            for (int i = 0; i < 20; i++) {
                assertThat(timeline.page(SESSION, BUSY, false, TimelineQuery.ALL, Stretch.above(MIDDLE, 50))
                                .orElseThrow()
                                .messages())
                        .hasSize(50);
            }
            return keysRead() - before;
        });

        assertThat(rows).isBetween(20 * 50L, 20 * 100L);
    }

    @Test
    void pageDeepInTheYear_isAnsweredInMilliseconds() {
        Duration fastest = Duration.ofDays(1);
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            assertThat(timeline.quickPage(SESSION, BUSY, false, TimelineQuery.ALL, Stretch.below(MIDDLE, 50))
                            .orElseThrow()
                            .messages())
                    .hasSize(50);
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            fastest = taken.compareTo(fastest) < 0 ? taken : fastest;
        }

        // 40 to 100 ms each where a statement plans for every partition; the fastest of some, as the machine may be
        // busy.
        assertThat(fastest).isLessThan(Duration.ofMillis(20));
    }

    /** Also of earlier transactions of this connection, until the server has made its statistics of them. */
    private long keysRead() {
        return Objects.requireNonNull(jdbc.queryForObject("""
                select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'message_keys'""", Long.class));
    }

    private TimelinePage page(Jid chat, TimelineQuery query, int limit) {
        return timeline.page(SESSION, chat, false, query, Stretch.below(MIDDLE, limit))
                .orElseThrow();
    }

    /** Whatever a plan is made for is locked until the transaction ends. */
    private long partitionsPlanned(Jid chat, int limit) {
        return partitionsPlanned(() -> page(chat, TimelineQuery.ALL, limit).messages());
    }

    private long partitionsPlanned(Supplier<List<ArchivedMessage>> read) {
        return snapshot.read(() -> {
            assertThat(read.get()).isNotEmpty();
            return jdbc.queryForObject("""
                    select count(*) from pg_locks l join pg_class c on c.oid = l.relation
                     where l.pid = pg_backend_pid() and c.relkind = 'r' and c.relname like '\\_hyper\\_%'""", Long.class);
        });
    }

    private long partitionsScanned(Jid chat, int limit) {
        return snapshot.read(() -> {
            Map<String, Long> before = scans();
            page(chat, TimelineQuery.ALL, limit);
            Map<String, Long> after = scans();
            return after.entrySet().stream()
                    .filter(table -> table.getValue() > before.getOrDefault(table.getKey(), 0L))
                    .count();
        });
    }

    /** By partition; also of earlier transactions of this connection, such as the one that made the partition. */
    private Map<String, Long> scans() {
        Map<String, Long> scans = new HashMap<>();
        jdbc.query(
                """
                select relname, coalesce(idx_scan, 0) + coalesce(seq_scan, 0) as scans
                  from pg_stat_xact_all_tables
                 where relname like '\\_hyper\\_%'""",
                row -> {
                    scans.put(row.getString("relname"), row.getLong("scans"));
                });
        return scans;
    }

    private long partitions() {
        return database.jdbc().sql("""
                        select count(*) from pg_inherits
                         where inhparent = 'whatsapp_gateway.messages'::regclass""").query(Long.class).single();
    }
}
