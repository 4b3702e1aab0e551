package com.tradingsystem.whatsapp.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class IngestAutoConfigurationIntegrationTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, IngestAutoConfiguration.class));

    @Test
    void applicationWithADatabase_takesEventsInUntilItStops() {
        try (TestDatabase database = TestDatabase.create()) {
            application
                    .withPropertyValues("spring.datasource.url=" + database.directJdbcUrl())
                    .run(context -> {
                        assertThat(context).hasSingleBean(Ingest.class).hasSingleBean(Archive.class);
                        assertThat(context.getBean(Ingest.class)
                                        .accept(Samples.raw(), Samples.told(Samples.text("CORE", "text"))))
                                .isEqualTo(IngestReceipt.STORED);
                    });
            assertThat(connectionsLeft(database)).isZero();
        }
    }

    @Test
    void applicationWithoutADatabase_hasNoRoadIn() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(IngestAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Ingest.class));
    }

    @Test
    void writers_haveConnectionsOfTheirOwn() {
        try (TestDatabase database = TestDatabase.create()) {
            DataSource main = database.dataSource();
            try (HikariDataSource own =
                    IngestPool.like((HikariDataSource) main, TestIngest.settings(Map.of("committers", "2")))) {
                assertThat(own.getJdbcUrl()).isEqualTo(((HikariDataSource) main).getJdbcUrl());
                assertThat(own.getMaximumPoolSize()).isEqualTo(5);
                assertThat(own.getConnectionTimeout()).isEqualTo(2000);
            }
        }
    }

    private static long connectionsLeft(TestDatabase database) {
        return database.jdbc().sql("""
                        select count(*) from pg_stat_activity
                         where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
                           and state is not null""").query(Long.class).single();
    }
}
