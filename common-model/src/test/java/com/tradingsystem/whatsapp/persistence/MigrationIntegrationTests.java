package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MigrationIntegrationTests {

    @Test
    void freshServer_getsTheWholeSchema() {
        try (TestDatabase database = TestDatabase.create()) {
            var tables = database.jdbc()
                    .sql("select table_name from information_schema.tables where table_schema = 'whatsapp_gateway'")
                    .query(String.class)
                    .list();

            assertThat(tables).contains("sessions", "contacts", "messages", "media_downloads");
        }
    }
}
