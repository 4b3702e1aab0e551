package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SqlConstantsIntegrationTests {

    /** Completed with more than rows. Those of fields are prepared as they are in the end; the others only the tests of their classes run. */
    private static final String[] TEMPLATES = {
        // Of a field that replaces words.
        "MediaQueue: with r as materialized (select * from %ROWS%),",
        // Of calls, that know the condition, the table or the work.
        "MediaLeases: with recursive session (name) as (",
        "MediaResults: update whatsapp_gateway.media_downloads set lease_until = null, lease_owner = null, updated_at = clock_timestamp(),",
        "Renaming: with doomed as (",
        "Annotations: select *",
        "Annotations: select t.*",
    };

    private static final TestDatabase database = TestDatabase.create();
    private static final SqlConstants constants = SqlConstants.of(Tier.class);

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void statements_fitTheSchema() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(constants.refusedBy(connection)).containsOnlyKeys(TEMPLATES);
        }
        assertThat(constants.size()).isGreaterThan(80);
    }

    @Test
    void renamedColumn_isMissed() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("alter table whatsapp_gateway.contacts rename push_name_at to pushed_at");

            assertThat(constants.refusedBy(connection).keySet())
                    .anyMatch(name -> name.startsWith("ContactTable: insert into"));
            connection.rollback();
        }
    }
}
