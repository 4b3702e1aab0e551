package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class RetentionIntegrationTests {

    private static final List<String> SATELLITES = List.of(
            "message_receipts",
            "message_reactions",
            "message_edits",
            "message_revocations",
            "poll_votes",
            "invitation_answers");

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = database.jdbc();
    private final boolean plain = database.tier() == Tier.PLAIN;

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void tablesThatBelongToMessages_areAllKnownToRetention() {
        assertThat(jdbc.sql("select side_table from whatsapp_gateway.side_tables()")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(
                        jdbc.sql("""
                                select c.relname::text
                                  from pg_class c
                                  join pg_attribute a on a.attrelid = c.oid
                                 where c.relnamespace = 'whatsapp_gateway'::regnamespace and c.relkind = 'r'
                                   and c.relname <> 'deleted_messages'
                                 group by c.relname
                                having bool_or(a.attname = 'message_number')
                                    or bool_or(a.attname = 'core_id') and not bool_or(a.attname = 'id')
                                """).query(String.class).list());
    }

    @Test
    void oldMessages_goWithAllThatBelongsToThem_andNothingElseDoes() {
        message("OLD", 400);
        message("YOUNG", 365);
        Map<String, Long> expected = Map.ofEntries(
                Map.entry(plain ? "messages rows" : "messages chunks", 1L),
                Map.entry("message_keys rows", 1L),
                Map.entry("message_search rows", 1L),
                Map.entry("media_downloads rows", 1L),
                Map.entry("message_receipts rows", 1L),
                Map.entry("message_reactions rows", 1L),
                Map.entry("message_edits rows", 1L),
                Map.entry("message_revocations rows", 1L),
                Map.entry("poll_votes rows", 1L),
                Map.entry("invitation_answers rows", 1L));

        assertThat(Retention.preview(jdbc)).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(Retention.enforce(jdbc)).containsExactlyInAnyOrderEntriesOf(expected);

        assertThat(coreIds("messages")).containsExactly("YOUNG");
        assertThat(coreIds("message_keys")).containsExactly("YOUNG");
        assertThat(coreIds("message_search")).containsExactly("YOUNG");
        assertThat(coreIds("media_downloads")).containsExactly("YOUNG");
        assertThat(SATELLITES).allSatisfy(table -> assertThat(coreIds(table)).containsExactly("YOUNG"));
        assertThat(Retention.enforce(jdbc)).isEmpty();
    }

    /** Chunks of a week begin on one weekday, and the horizon falls on any. */
    @Test
    void horizonInsideAChunk_isTheHorizonAllTheSame() {
        for (int daysAgo = 359; daysAgo < 381; daysAgo++) {
            message((daysAgo > 365 ? "OLD" : "YOUNG") + daysAgo, daysAgo);
        }
        Map<String, Long> preview = Retention.preview(jdbc);

        assertThat(Retention.enforce(jdbc)).isEqualTo(preview).containsEntry("message_keys rows", 15L);

        assertThat(coreIds("messages")).hasSize(7).allMatch(id -> id.startsWith("YOUNG"));
        assertThat(coreIds("message_keys")).hasSize(7).allMatch(id -> id.startsWith("YOUNG"));
        if (!plain) {
            assertThat(preview.get("messages chunks")).isBetween(1L, 3L);
        }
        assertThat(Retention.enforce(jdbc)).isEmpty();
    }

    @Test
    void batchOfRows_isNoLongerThanAsked() {
        message("OLD", 366);
        message("OLDER", 367);

        assertThat(Retention.enforce(jdbc, 1)).containsEntry("message_keys rows", 2L);
        assertThat(coreIds("messages")).isEmpty();
    }

    @Test
    void statistics_outliveTheMessagesOfTheChunkAtTheHorizon() {
        for (int daysAgo = 366; daysAgo < 373; daysAgo++) {
            message("OLD" + daysAgo, daysAgo);
        }
        Retention.keep(jdbc, 0, 0);
        jdbc.sql("call whatsapp_gateway.refresh_hourly_stats()").update();
        Retention.keep(jdbc, 365, 0);

        Retention.enforce(jdbc);
        jdbc.sql("call whatsapp_gateway.refresh_hourly_stats()").update();
        Retention.keep(jdbc, 400, 0);
        jdbc.sql("select whatsapp_gateway.configure_policies()").query().singleRow();
        jdbc.sql("call whatsapp_gateway.refresh_hourly_stats()").update();

        assertThat(coreIds("messages")).isEmpty();
        assertThat(counted()).isEqualTo(7);
    }

    @Test
    void dryRun_removesNothing() {
        message("OLD", 400);

        Retention.preview(jdbc);

        assertThat(coreIds("messages")).containsExactly("OLD");
        assertThat(coreIds("message_keys")).containsExactly("OLD");
    }

    @Test
    void statistics_outliveTheMessages() {
        message("OLD", 400);
        message("YOUNG", 1);
        jdbc.sql("call whatsapp_gateway.refresh_hourly_stats()").update();
        Retention.keep(jdbc, 0, 0);
        jdbc.sql("call whatsapp_gateway.refresh_hourly_stats()").update();
        Retention.keep(jdbc, 365, 0);

        Retention.enforce(jdbc);
        jdbc.sql("call whatsapp_gateway.refresh_hourly_stats()").update();

        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void statistics_outliveAlsoALongerRetentionLater() {
        message("OLD", 100);
        message("YOUNG", 1);
        jdbc.sql("call whatsapp_gateway.refresh_hourly_stats()").update();
        Retention.keep(jdbc, 30, 0);
        Retention.enforce(jdbc);

        Retention.keep(jdbc, 365, 0);
        jdbc.sql("select whatsapp_gateway.configure_policies()").query().singleRow();
        jdbc.sql("call whatsapp_gateway.refresh_hourly_stats()").update();

        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void messageThatComesAgainAfterwards_isNotCountedTwice() {
        message("OLD", 100);
        jdbc.sql("call whatsapp_gateway.refresh_hourly_stats()").update();
        Retention.keep(jdbc, 30, 0);
        Retention.enforce(jdbc);

        message("OLD", 100);
        jdbc.sql("call whatsapp_gateway.refresh_hourly_stats()").update();
        assertThat(counted()).isEqualTo(1);
        Retention.enforce(jdbc);
        jdbc.sql("call whatsapp_gateway.refresh_hourly_stats()").update();
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void zeroDays_meansForEver() {
        Retention.keep(jdbc, 0, 0);
        message("OLD", 4000);
        event(4000);

        assertThat(Retention.preview(jdbc)).isEmpty();
        assertThat(Retention.enforce(jdbc)).isEmpty();
        assertThat(coreIds("messages")).containsExactly("OLD");
    }

    @Test
    void rawEvents_goAfterATimeOfTheirOwn() {
        event(31);
        event(30);

        assertThat(Retention.enforce(jdbc))
                .containsExactly(Map.entry(plain ? "webhook_events rows" : "webhook_events chunks", 1L));
        assertThat(jdbc.sql("select count(*) from whatsapp_gateway.webhook_events")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void batches_areAsLargeAsAsked() {
        for (int i = 0; i < 25; i++) {
            message("OLD" + i, 400);
        }

        long first = jdbc.sql("""
                        select removed from whatsapp_gateway.enforce_retention(p_batch => 10)
                         where what = 'message_keys' and not is_done
                        """).query(Long.class).single();

        assertThat(first).isEqualTo(10);
        assertThat(Retention.enforce(jdbc, 10)).containsEntry("message_keys rows", 15L);
        assertThat(coreIds("messages")).isEmpty();
    }

    @Test
    void annotationsWithoutTheirMessage_goByTheirOwnTime() {
        annotations("NEVER_CAME", 366);
        annotations("MAY_COME", 1);

        Retention.enforce(jdbc);

        assertThat(SATELLITES).allSatisfy(table -> assertThat(coreIds(table)).containsExactly("MAY_COME"));
    }

    @Test
    void annotationsOfTwoMessagesWithOneId_stayAsLongAsOneIsThere() {
        MessageRow.of("C1", ago(366)).writeTo(jdbc);
        MessageRow.of("C1", ago(1)).sentByMe().writeTo(jdbc);
        annotations("C1", 366);

        Retention.enforce(jdbc);

        assertThat(SATELLITES).allSatisfy(table -> assertThat(coreIds(table)).containsExactly("C1"));
    }

    @Test
    void filesThatNoMessageNeeds_areGarbage() {
        message("OLD1", 400);
        message("OLD2", 400);
        message("YOUNG", 1);
        stored("OLD1", "hash1", "main/5511@c.us/2025/01/hash1.jpg");
        stored("OLD2", "hash2", "main/5511@c.us/2025/01/hash2.jpg");
        stored("YOUNG", "hash2", "main/5511@c.us/2025/01/hash2.jpg");

        Retention.enforce(jdbc);

        assertThat(jdbc.sql("select object_key from whatsapp_gateway.media_garbage order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("main/5511@c.us/2025/01/hash1.jpg", "main/5511@c.us/2025/01/thumb_hash1.jpg");
    }

    @Test
    void coverageOfWhatIsGone_goes() {
        jdbc.sql("""
                        insert into whatsapp_gateway.sync_coverage (session_name, chat_id, started_at, sync_type, asked_to)
                        values ('main', 'old', now(), 'full', now() - interval '400 days'),
                               ('main', 'young', now(), 'full', now())
                        """).update();

        Retention.enforce(jdbc);

        assertThat(jdbc.sql("select chat_id from whatsapp_gateway.sync_coverage")
                        .query(String.class)
                        .list())
                .containsExactly("young");
    }

    @Test
    void deletedByHand_goesWithAllThatBelongsToIt() {
        message("DELETED", 40);
        message("KEPT", 1);

        jdbc.sql("delete from whatsapp_gateway.messages where timestamp < now() - interval '30 days'")
                .update();
        Retention.enforce(jdbc);

        assertThat(coreIds("message_keys")).containsExactly("KEPT");
        assertThat(coreIds("message_search")).containsExactly("KEPT");
        assertThat(SATELLITES).allSatisfy(table -> assertThat(coreIds(table)).containsExactly("KEPT"));
        assertThat(coreIds("deleted_messages")).isEmpty();
    }

    @Test
    void deletedByHandAndCapturedAgain_stays() {
        message("C1", 40);
        jdbc.sql("delete from whatsapp_gateway.messages").update();
        jdbc.sql("delete from whatsapp_gateway.message_keys").update();
        jdbc.sql("delete from whatsapp_gateway.message_search").update();
        MessageRow.of("C1", ago(40)).writeTo(jdbc);

        Retention.enforce(jdbc);

        assertThat(coreIds("message_keys")).containsExactly("C1");
        assertThat(coreIds("message_receipts")).containsExactly("C1");
    }

    @Test
    void movedByAWriterThatLooksAfterTheKey_isNotNoted() {
        message("C1", 40);

        jdbc.sql("""
                        do $$ begin
                          set local whatsapp_gateway.keys_are_kept = 'on';
                          delete from whatsapp_gateway.messages;
                        end $$
                        """).update();

        assertThat(coreIds("deleted_messages")).isEmpty();
    }

    @Test
    void writersOfTheChat_areWaitedFor() throws SQLException {
        message("OLD", 400);
        try (var writer = database.dataSource().getConnection();
                var retention = database.dataSource().getConnection()) {
            writer.setAutoCommit(false);
            writer.createStatement()
                    .execute("select pg_advisory_xact_lock(whatsapp_gateway.chat_lock_key('main', '5511@c.us'))");
            retention.createStatement().execute("set statement_timeout = '500ms'");

            assertThatThrownBy(() ->
                            retention.createStatement().execute("select * from whatsapp_gateway.enforce_retention()"))
                    .hasMessageContaining("statement timeout");
            writer.commit();
            retention.createStatement().execute("select * from whatsapp_gateway.enforce_retention()");
        }
        assertThat(coreIds("message_keys")).isEmpty();
    }

    @Test
    void chunksDroppedByHand_takeTheirKeysWithThem() {
        assumeThat(database.tier()).as("only TimescaleDB has chunks to drop").isNotEqualTo(Tier.PLAIN);
        message("DROPPED", 100);
        message("KEPT", 1);

        jdbc.sql("select drop_chunks('whatsapp_gateway.messages', older_than => interval '30 days')")
                .query()
                .listOfRows();
        Retention.enforce(jdbc);

        assertThat(coreIds("message_keys")).containsExactly("KEPT");
    }

    @Test
    void chunkInUse_staysWithItsKeysForTheNextTime() throws SQLException {
        assumeThat(database.tier()).as("only TimescaleDB has chunks to drop").isNotEqualTo(Tier.PLAIN);
        message("OLD", 400);
        try (var reader = database.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select count(*) from whatsapp_gateway.messages");

            assertThat(Retention.enforce(jdbc)).isEmpty();
            reader.rollback();
        }
        assertThat(coreIds("message_keys")).containsExactly("OLD");
        assertThat(Retention.enforce(jdbc)).containsEntry("message_keys rows", 1L);
    }

    @Test
    void communityTier_doesItDaily() {
        assumeThat(database.tier())
                .as("background jobs are a community feature of TimescaleDB")
                .isEqualTo(Tier.COMMUNITY);
        for (int i = 0; i < 5; i++) {
            message("OLD" + i, 400 + i);
        }
        message("YOUNG", 1);
        Map<String, Object> job = jdbc.sql(
                        "select job_id, schedule_interval::text as every from timescaledb_information.jobs where proc_name = 'retention_job'")
                .query()
                .singleRow();

        jdbc.sql("call run_job(" + job.get("job_id") + ")").update();

        assertThat(job).containsEntry("every", "1 day");
        assertThat(coreIds("messages")).containsExactly("YOUNG");
        assertThat(coreIds("message_keys")).containsExactly("YOUNG");
    }

    private void message(String coreId, int daysAgo) {
        MessageRow.of(coreId, ago(daysAgo)).writeTo(jdbc);
        annotations(coreId, daysAgo);
        jdbc.sql("""
                        insert into whatsapp_gateway.media_downloads
                          (message_number, session_name, core_id, is_from_me, message_id, chat_id, message_timestamp, media_type,
                           content_rank, content_at, content_event)
                        select k.id, 'main', :id, false, :id, '5511@c.us', :at::timestamptz, 'image', 0, :at::timestamptz, ''
                          from whatsapp_gateway.message_keys k
                         where k.core_id = :id and not k.is_from_me
                        """).param("id", coreId).param("at", ago(daysAgo).toString()).update();
    }

    private void annotations(String coreId, int daysAgo) {
        for (String insert : List.of(
                "message_receipts (session_name, chat_id, core_id, participant, read_at) values ('main', '5511@c.us', :id, '', :at::timestamptz)",
                "message_reactions (session_name, chat_id, core_id, reactor, emoji, reacted_at) values ('main', '5511@c.us', :id, '', '', :at::timestamptz)",
                "message_edits (session_name, chat_id, core_id, is_from_me, edited_at, edit_id, editor, told_by) values ('main', '5511@c.us', :id, false, :at::timestamptz, '', '', '')",
                "message_revocations (session_name, chat_id, core_id, is_from_me, revoked_by, revoked_at, told_by) values ('main', '5511@c.us', :id, false, '', :at::timestamptz, '')",
                "poll_votes (session_name, chat_id, core_id, voter, selected_options, is_readable, voted_at) values ('main', '5511@c.us', :id, '', '[]', true, :at::timestamptz)",
                "invitation_answers (session_name, chat_id, core_id, respondent, answered_at) values ('main', '5511@c.us', :id, '', :at::timestamptz)")) {
            jdbc.sql("insert into whatsapp_gateway." + insert)
                    .param("id", coreId)
                    .param("at", ago(daysAgo).toString())
                    .update();
        }
    }

    private void stored(String coreId, String hash, String key) {
        jdbc.sql("""
                        update whatsapp_gateway.media_downloads
                           set minio_bucket = 'whatsapp-media', minio_key = :key, file_hash = :hash,
                               thumbnail_minio_key = regexp_replace(:key, '[^/]*$', 'thumb_' || :hash || '.jpg')
                         where core_id = :id
                        """).param("id", coreId).param("hash", hash).param("key", key).update();
    }

    private void event(int daysAgo) {
        jdbc.sql("""
                        insert into whatsapp_gateway.webhook_events (received_at, event, outcome, body)
                        values (:at::timestamptz, 'message', 'stored', '')
                        """).param("at", ago(daysAgo).toString()).update();
    }

    /** Noon of a day, so that the time of day the test runs at makes no difference. */
    private static Instant ago(int days) {
        return Instant.now()
                .truncatedTo(ChronoUnit.DAYS)
                .minus(days, ChronoUnit.DAYS)
                .plus(12, ChronoUnit.HOURS);
    }

    private List<String> coreIds(String table) {
        boolean isNumbered = Set.of("message_search", "message_aliases", "message_lids", "deleted_messages")
                .contains(table);
        String named = isNumbered ? " t left join whatsapp_gateway.message_keys k on k.id = t.message_number" : "";
        return jdbc.sql("select core_id from whatsapp_gateway." + table + named + " order by 1")
                .query(String.class)
                .list();
    }

    private long counted() {
        return jdbc.sql("select coalesce(sum(message_count), 0) from whatsapp_gateway.messages_hourly_stats")
                .query(Long.class)
                .single();
    }
}
