package com.tradingsystem.whatsapp.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.persistence.SqlConstants;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqlConstantsIntegrationTests {

    /** Completed with the work, the condition and the order that the lease is for; the tests of these classes run them. */
    private static final String[] TEMPLATES = {
        "SessionLeases: update whatsapp_gateway.sync_sessions", "SessionLeases: with chosen as ("
    };

    @Test
    void statements_fitTheSchema() throws SQLException {
        SqlConstants constants = SqlConstants.of(SyncService.class);

        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.dataSource().getConnection()) {
            assertThat(constants.refusedBy(connection)).containsOnlyKeys(TEMPLATES);
        }
        assertThat(constants.size()).isGreaterThan(20);
    }
}
