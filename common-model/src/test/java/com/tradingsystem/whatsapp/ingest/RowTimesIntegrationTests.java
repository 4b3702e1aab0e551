package com.tradingsystem.whatsapp.ingest;

import static com.tradingsystem.whatsapp.ingest.Samples.ANA;
import static com.tradingsystem.whatsapp.ingest.Samples.NOON;
import static com.tradingsystem.whatsapp.ingest.Samples.text;
import static com.tradingsystem.whatsapp.ingest.Samples.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.MediaKind;
import com.tradingsystem.whatsapp.event.MediaPointer;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No row was changed before it was made: both times are the database's, told as the row is written. */
class RowTimesIntegrationTests {

    private static final String BOTH_TIMES = """
            select c.relname from pg_class c
             where c.relnamespace = 'whatsapp_gateway'::regnamespace and c.relkind = 'r'
               and 2 = (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('created_at', 'updated_at'))
             order by 1""";

    @Test
    void rows_areNeverChangedBeforeTheyAreMade() {
        try (TestDatabase database = TestDatabase.create();
                TestIngest ingest = TestIngest.on(database.dataSource())) {
            ingest.accept(told(text("ONE", "oi")));
            ingest.accept(told(photo()));
            ingest.accept(told(new Edited("ONE", "EDIT", ANA, false, ANA, "oi!", NOON.plusSeconds(1))));
            ingest.accept(told(text("false_" + ANA.value() + "_ONE", ANA, NOON.minusSeconds(1), "oi")));
            database.jdbc()
                    .sql(
                            "insert into whatsapp_gateway.sync_sessions (session_name, waha_status) values ('main', 'WORKING')")
                    .update();
            database.jdbc()
                    .sql("select whatsapp_gateway.initialize_sync_state('main', ?, 'full')")
                    .params(ANA.value())
                    .query()
                    .listOfRows();

            List<String> tables =
                    database.jdbc().sql(BOTH_TIMES).query(String.class).list();
            assertThat(tables).contains("contacts", "media_downloads", "messages", "sessions", "sync_state");
            assertThat(tables).allSatisfy(table -> {
                assertThat(count(database, table)).as(table).isPositive();
                assertThat(count(database, table + " where updated_at < created_at"))
                        .as(table)
                        .isZero();
            });
        }
    }

    /** By a transaction that began before the row was made, as one does that waits for its maker. */
    @Test
    void changeByATransactionThatBeganEarlier_isNotDatedBack() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                var early = database.dataSource().getConnection()) {
            early.setAutoCommit(false);
            early.createStatement().execute("select now()");
            database.jdbc()
                    .sql("select whatsapp_gateway.connect_session('main')")
                    .query()
                    .listOfRows();
            early.createStatement().execute("select whatsapp_gateway.update_session_heartbeat('main')");
            early.commit();
            assertThat(count(database, "sessions where updated_at < created_at"))
                    .isZero();
        }
    }

    private static MessageSeen photo() {
        return new MessageSeen(Samples.observed(
                "false_" + ANA.value() + "_PHOTO",
                ANA,
                NOON,
                new MessageContent.Media(
                        MediaKind.IMAGE,
                        null,
                        new MediaPointer("http://waha/f", "image/jpeg", "f.jpg", 10L, null, null, null))));
    }

    private static long count(TestDatabase database, String what) {
        return database.jdbc()
                .sql("select count(*) from whatsapp_gateway." + what)
                .query(Long.class)
                .single();
    }
}
