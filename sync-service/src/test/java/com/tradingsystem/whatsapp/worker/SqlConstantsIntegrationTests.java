package com.tradingsystem.whatsapp.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.persistence.SqlConstants;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqlConstantsIntegrationTests {

    @Test
    void statements_fitTheSchema() throws SQLException {
        SqlConstants constants = SqlConstants.of(SyncService.class);

        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.dataSource().getConnection()) {
            assertThat(constants.refusedBy(connection)).isEmpty();
        }
        assertThat(constants.size()).isGreaterThanOrEqualTo(2);
    }
}
