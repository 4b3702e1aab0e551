package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

/** With the failures that Flyway and the driver really throw, where they can be had here. */
class DatabaseFailureIntegrationTests {

    private final DatabaseFailureAnalyzer analyzer = new DatabaseFailureAnalyzer(new MockEnvironment()
            .withProperty("spring.datasource.url", "jdbc:postgresql://db:5432/archive?password=secret"));

    @Test
    void databaseThatIsMissing_isNamed() {
        FailureAnalysis analysis = analyzer.analyze(catchThrowable(() -> Flyway.configure()
                .dataSource(TestServer.urlOf("there_is_none"), null, null)
                .load()
                .migrate()));

        assertThat(analysis.getDescription()).isEqualTo("There is no such database at postgresql://db:5432/archive.");
        assertThat(analysis.getAction()).contains("WHATSAPP_GATEWAY_DB_NAME");
    }

    @Test
    void serverThatIsAway_isNamed() {
        FailureAnalysis analysis = analyzer.analyze(catchThrowable(() -> Flyway.configure()
                .dataSource("jdbc:postgresql://127.0.0.1:1/archive", "user", "password")
                .load()
                .migrate()));

        assertThat(analysis.getDescription()).contains("cannot be reached").doesNotContain("secret");
    }

    @Test
    void wrongPassword_namesTheVariable() {
        FailureAnalysis analysis = analyzer.analyze(
                new IllegalStateException(new PSQLException("FATAL: password", PSQLState.INVALID_PASSWORD)));

        assertThat(analysis.getAction()).contains("WHATSAPP_GATEWAY_DB_PASSWORD");
    }

    /** Where the schema's owner is let in and the service is not, which Hibernate would not tell. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.flyway.enabled=true",
                "spring.flyway.enabled=false",
                "whatsapp.database.read-url=jdbc:postgresql://r/d"
            })
    void serviceThatIsNotLetIn_isNamedThoughTheOwnerIs(String circumstance) {
        try (TestDatabase database = TestDatabase.create()) {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(
                            ReadReplicaAutoConfiguration.class,
                            DataSourceAutoConfiguration.class,
                            JdbcTemplateAutoConfiguration.class,
                            JdbcClientAutoConfiguration.class,
                            FlywayAutoConfiguration.class,
                            HibernateJpaAutoConfiguration.class,
                            PersistenceDefaultsAutoConfiguration.class,
                            PersistenceAutoConfiguration.class))
                    .withPropertyValues(
                            circumstance,
                            "spring.flyway.url=" + database.directJdbcUrl(),
                            "spring.datasource.url="
                                    + database.directJdbcUrl().replaceFirst("user=[^&]*", "user=nobody_we_know"))
                    .run(context -> {
                        FailureAnalysis analysis = analyzer.analyze(context.getStartupFailure());
                        assertThat(analysis).isNotNull();
                        assertThat(analysis.getDescription()).contains("does not let the user in");
                    });
        }
    }

    @Test
    void poolersWordForAWrongPassword_isUnderstood() {
        FailureAnalysis analysis = analyzer.analyze(new IllegalStateException(
                new PSQLException("FATAL: SASL authentication failed", PSQLState.PROTOCOL_VIOLATION)));

        assertThat(analysis.getDescription()).contains("does not let the user in");
    }

    @Test
    void otherErrors_areLeftToOthers() {
        assertThat(analyzer.analyze(new PSQLException("a syntax error", PSQLState.SYNTAX_ERROR)))
                .isNull();
    }

    @Test
    void schemaOfAnotherVersion_isSaidSo() {
        try (TestDatabase database = TestDatabase.create()) {
            database.jdbc()
                    .sql("update whatsapp_gateway.flyway_schema_history set checksum = 1 where version = '001'")
                    .update();

            FailureAnalysis analysis = new SchemaFailureAnalyzer().analyze(catchThrowable(database::migrate));

            assertThat(analysis.getDescription()).contains("another version");
        }
    }
}
