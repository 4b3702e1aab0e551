package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;

class PersistenceAutoConfigurationIntegrationTests {

    private final TestDatabase database = TestDatabase.createEmpty();

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PersistenceDefaultsAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    JdbcClientAutoConfiguration.class,
                    FlywayAutoConfiguration.class,
                    PersistenceAutoConfiguration.class))
            .withPropertyValues(
                    "spring.datasource.url=" + database.jdbcUrl(),
                    "spring.datasource.username=",
                    "spring.datasource.password=");

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void start_migratesAndSaysTheTier() {
        service.run(context ->
                assertThat(context).hasNotFailed().getBean(Tier.class).isEqualTo(database.tier()));
    }

    @Test
    void start_tellsTheDatabaseHowLongToKeepWhat() {
        service.run(context -> assertThat(settings())
                .containsEntry("retention_days", "365")
                .containsEntry("events_retention_days", "30"));

        service.withPropertyValues("WHATSAPP_RETENTION_DAYS=90", "WHATSAPP_EVENTS_RETENTION_DAYS=0")
                .run(context -> assertThat(settings())
                        .containsEntry("retention_days", "90")
                        .containsEntry("events_retention_days", "0"));
    }

    @Test
    void services_mayStartAtOnce() throws Exception {
        try (ExecutorService services = Executors.newFixedThreadPool(3)) {
            Callable<Void> start = () -> {
                service.run(context -> assertThat(context).hasNotFailed());
                return null;
            };
            for (var started : services.invokeAll(List.of(start, start, start))) {
                started.get();
            }
        }
        assertThat(settings()).containsEntry("retention_days", "365");
    }

    @Test
    void defaults_areThoseOfTheEnvironmentAndRankLowest() {
        service.withPropertyValues("WHATSAPP_GATEWAY_DB_POOL_MAX=7", "spring.jpa.open-in-view=true")
                .run(context -> {
                    Environment environment = context.getEnvironment();

                    assertThat(environment.getProperty("spring.datasource.hikari.maximum-pool-size"))
                            .isEqualTo("7");
                    assertThat(environment.getProperty("spring.jpa.open-in-view"))
                            .isEqualTo("true");
                    assertThat(environment.getProperty("spring.jpa.hibernate.ddl-auto"))
                            .isEqualTo("validate");
                });
    }

    private Map<Object, Object> settings() {
        return database.jdbc().sql("select name, value from whatsapp_gateway.settings").query().listOfRows().stream()
                .collect(java.util.stream.Collectors.toMap(row -> row.get("name"), row -> row.get("value")));
    }
}
