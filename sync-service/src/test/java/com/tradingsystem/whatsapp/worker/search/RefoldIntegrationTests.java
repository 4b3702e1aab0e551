package com.tradingsystem.whatsapp.worker.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tradingsystem.whatsapp.persistence.TestDatabase;
import com.tradingsystem.whatsapp.persistence.YearOfMessages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

class RefoldIntegrationTests {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final int MESSAGES = 15;

    private final JdbcClient jdbc = DATABASE.jdbc();
    private final TransactionTemplate transactions =
            new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource()));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void asAnEarlierVersionLeftIt() {
        for (String table : List.of("messages", "message_search", "message_keys")) {
            jdbc.sql("delete from whatsapp_gateway." + table).update();
        }
        new YearOfMessages("main", 3, 5, 2).writeTo(DATABASE);
        jdbc.sql("""
                        update whatsapp_gateway.message_search s
                           set fold = 0, vector = to_tsvector('whatsapp_gateway.portuguese_unaccent', m.body)
                          from whatsapp_gateway.messages m
                         where m.id = s.message_number""").update();
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void rowsOfAnEarlierVersion_areFoundBeforeAndAfter() {
        assertThat(found("reuniao")).isEqualTo(MESSAGES);
        assertThat(found("reuniões")).isZero();

        refold(transactions).run();

        assertThat(remaining()).isZero();
        assertThat(found("reuniao")).isEqualTo(MESSAGES);
        assertThat(found("reuniões")).isEqualTo(MESSAGES);
        assertThat(jdbc.sql("""
                        select count(*) from whatsapp_gateway.message_search s join whatsapp_gateway.messages m on m.id = s.message_number
                         where strip(s.vector) = strip(whatsapp_gateway.search_vector(m.body, null, null))""").query(Long.class).single()).isEqualTo(MESSAGES);
        assertThat(meters.get("whatsapp.search.refold.remaining").gauge().value())
                .isZero();
    }

    @Test
    void aRunThatDies_leavesBothKindsFound_andIsTakenUp() {
        int[] batches = {0};
        TransactionOperations dying = new TransactionOperations() {
            @Override
            public <T> @Nullable T execute(TransactionCallback<T> action) {
                return transactions.execute(status -> {
                    T result = action.doInTransaction(status);
                    if (++batches[0] == 3) {
                        throw new IllegalStateException("killed before its commit");
                    }
                    return result;
                });
            }
        };

        assertThatThrownBy(() -> refold(dying).run()).hasMessage("killed before its commit");
        assertThat(remaining()).isEqualTo(MESSAGES - 2 * 7);
        assertThat(found("reuniao")).isEqualTo(MESSAGES);

        refold(transactions).run();
        assertThat(remaining()).isZero();
    }

    @Test
    void rowsWithoutMessage_areDoneWith() {
        jdbc.sql("delete from whatsapp_gateway.messages").update();

        refold(transactions).run();

        assertThat(remaining()).isZero();
    }

    @Test
    void rowsThatSomebodyHolds_areLeftToThem() {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("select 1 from whatsapp_gateway.message_search order by message_number limit 4 for update")
                    .query(Integer.class)
                    .list();
            Thread other = Thread.ofPlatform()
                    .start(() -> refold(
                                    new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource())))
                            .run());
            try {
                other.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(remaining()).isEqualTo(4);
    }

    private Refold refold(TransactionOperations transactions) {
        return new Refold(
                new JdbcTemplate(DATABASE.dataSource()),
                transactions,
                new RefoldSettings(Duration.ZERO, Duration.ZERO, 7, Duration.ZERO),
                meters);
    }

    private long found(String words) {
        return jdbc.sql("select count(*) from whatsapp_gateway.search_messages('main', :words)")
                .param("words", words)
                .query(Long.class)
                .single();
    }

    private long remaining() {
        return jdbc.sql("select count(*) from whatsapp_gateway.message_search where fold = 0")
                .query(Long.class)
                .single();
    }
}
