package com.tradingsystem.whatsapp.bench.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.bench.server.Address;
import com.tradingsystem.whatsapp.bench.setting.Home;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Keeps the statements that the gateway is held against in step with the schema. */
class RowsIntegrationTests {

    private static final Home HOME = new Home(Path.of(""));
    private static final Address NOWHERE = new Address("127.0.0.1", 1, "none", "none", "");
    private static final TestDatabase database = TestDatabase.create();

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void batch_writesEveryRowOfItsMessages() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(HOME.sql("rows/batch.sql"))) {
            new PlainBatches(HOME, NOWHERE).write(statement, 3);
        }

        for (String table : List.of("webhook_events", "message_keys", "messages", "message_search")) {
            assertThat(count(table, "plain")).as(table).isEqualTo(3);
        }
    }

    @Test
    void singleRow_isWritten() throws SQLException {
        int before = count("webhook_events", "plain");
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(HOME.sql("rows/event.sql"))) {
            new SingleCommits(HOME, NOWHERE).write(statement);
        }

        assertThat(count("webhook_events", "plain")).isEqualTo(before + 1);
    }

    private static int count(String table, String session) {
        return database.jdbc()
                .sql("select count(*) from whatsapp_gateway." + table + " where session_name = :session")
                .param("session", session)
                .query(Integer.class)
                .single();
    }
}
