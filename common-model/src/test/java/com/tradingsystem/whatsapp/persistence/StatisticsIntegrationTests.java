package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StatisticsIntegrationTests {

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = database.jdbc();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void hours_areCountedByChatAndType() {
        new YearOfMessages("main", 2, 8, 1).writeTo(database);

        // Messages 1 to 8 are sent from 0:07 to 0:56; 5 is an image, 3 and 6 are from me.
        assertThat(jdbc.sql("""
                                select chat_id, message_type, message_count, media_count, sent_count, received_count
                                  from whatsapp_gateway.messages_hourly_stats
                                 where session_name = 'main' and message_type = 'text'
                                   and hour = date_trunc('day', now(), 'UTC') - interval '1 day'
                                """).query().singleRow())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "chat_id", "551100000000@c.us",
                        "message_type", "text",
                        "message_count", 7L,
                        "media_count", 0L,
                        "sent_count", 2L,
                        "received_count", 5L));
    }

    @Test
    void runningHour_isCountedAlsoAfterARefresh() {
        write("C1", Instant.now());
        refresh();
        write("C2", Instant.now());

        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void backfilledHours_areCountedAfterARefreshOfTheirRange() {
        Instant longAgo = Instant.now().minus(200, ChronoUnit.DAYS);
        write("C1", Instant.now().minus(3, ChronoUnit.DAYS));
        refresh();

        write("C2", longAgo);
        jdbc.sql("call whatsapp_gateway.refresh_hourly_stats(:from::timestamptz, :to::timestamptz)")
                .param("from", longAgo.minusSeconds(1).toString())
                .param("to", longAgo.plusSeconds(1).toString())
                .update();

        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void communityTier_hasAPolicyThatCountsBackfilledHoursWithinRetention() {
        assumeThat(database.tier())
                .as("continuous aggregates are a community feature of TimescaleDB")
                .isEqualTo(Tier.COMMUNITY);
        write("C1", Instant.now().minus(3, ChronoUnit.DAYS));
        runPolicy();

        write("C2", Instant.now().minus(364, ChronoUnit.DAYS));
        runPolicy();

        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void communityTier_movesItsPolicyWithTheRetention() {
        assumeThat(database.tier())
                .as("continuous aggregates are a community feature of TimescaleDB")
                .isEqualTo(Tier.COMMUNITY);

        assertThat(startOffset()).isEqualTo("365 days");
        Retention.keep(jdbc, 30, 30);
        configure();
        assertThat(startOffset()).isEqualTo("30 days");
        Retention.keep(jdbc, 0, 30);
        configure();
        assertThat(startOffset()).isEqualTo("none");
        configure();
        assertThat(startOffset()).isEqualTo("none");
    }

    @Test
    void communityTier_hasARunningHourThatIsNotOnlyMaterialized() {
        assumeThat(database.tier())
                .as("continuous aggregates are a community feature of TimescaleDB")
                .isEqualTo(Tier.COMMUNITY);

        assertThat(jdbc.sql("select materialized_only from timescaledb_information.continuous_aggregates")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void sessionCounts_countChatsThatHaveMessages() {
        jdbc.sql("insert into whatsapp_gateway.sessions (session_name) values ('main'), ('empty')")
                .update();
        new YearOfMessages("main", 3, 20, 7).writeTo(database);

        assertThat(jdbc.sql("select session_name, total_chats_count from whatsapp_gateway.session_counts order by 1")
                        .query((row, n) -> Map.entry(row.getString(1), row.getInt(2)))
                        .list())
                .containsExactly(Map.entry("empty", 0), Map.entry("main", 7));
    }

    private void write(String coreId, Instant at) {
        MessageRow.of(coreId, at).writeTo(jdbc);
    }

    private void refresh() {
        jdbc.sql("call whatsapp_gateway.refresh_hourly_stats()").update();
    }

    private void runPolicy() {
        int job = jdbc.sql("select job_id from timescaledb_information.jobs where proc_name like 'policy_refresh%'")
                .query(Integer.class)
                .single();
        jdbc.sql("call run_job(" + job + ")").update();
    }

    private void configure() {
        jdbc.sql("select whatsapp_gateway.configure_policies()").query().singleRow();
    }

    private String startOffset() {
        return jdbc.sql("""
                        select coalesce(config ->> 'start_offset', 'none') from timescaledb_information.jobs
                         where proc_name like 'policy_refresh%'
                        """).query(String.class).single();
    }

    private long counted() {
        return jdbc.sql("select coalesce(sum(message_count), 0) from whatsapp_gateway.messages_hourly_stats")
                .query(Long.class)
                .single();
    }
}
