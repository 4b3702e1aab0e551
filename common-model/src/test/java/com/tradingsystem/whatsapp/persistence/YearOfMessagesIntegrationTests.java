package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The plans that the layout of the tables is made for. */
class YearOfMessagesIntegrationTests {

    private static final TestDatabase database = TestDatabase.create();
    private static final YearOfMessages year = YearOfMessages.small();

    @BeforeAll
    static void fill() {
        year.writeTo(database);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void everyWeek_isAChunkWhereThereAreChunks() {
        Plan plan = Plan.of(database.jdbc(), "select * from whatsapp_gateway.messages where session_name = 'year'");

        // 365 days begin and end within a week.
        assertThat(plan.chunks())
                .isBetween(database.tier() == Tier.PLAIN ? 0L : 53L, database.tier() == Tier.PLAIN ? 0L : 54L);
    }

    @Test
    void rowsByExactTimes_lookAtNoOtherChunk() {
        Plan plan = Plan.of(database.jdbc(), """
                select * from whatsapp_gateway.messages
                 where session_name = 'year' and "timestamp" = any('{%s, %s}'::timestamptz[])
                """.formatted(year.sentAt(300, 4), year.sentAt(2, 4)));

        assertThat(plan.chunks()).isEqualTo(database.tier() == Tier.PLAIN ? 0 : 2);
    }

    @Test
    void page_isFoundOnTheKeysAlone() {
        Plan plan = Plan.of(database.jdbc(), """
                select id, "timestamp" from whatsapp_gateway.message_keys
                 where session_name = 'year' and chat_id = '%s'
                   and ("timestamp", id) < ('%s', 0)
                 order by "timestamp" desc, id desc
                 limit 51
                """.formatted(year.chat(4), year.sentAt(100, 4)));

        assertThat(plan.toString())
                .contains("Index Only Scan using message_keys_timeline")
                .doesNotContain("Sort");
    }

    @Test
    void search_findsWhatIsOld() {
        var found = database.jdbc()
                .sql("select core_id from whatsapp_gateway.search_messages('year', 'reuniao ' || :id)")
                .param("id", year.coreId(300, 7))
                .query(String.class)
                .list();

        assertThat(found).containsExactly(year.coreId(300, 7));
    }
}
