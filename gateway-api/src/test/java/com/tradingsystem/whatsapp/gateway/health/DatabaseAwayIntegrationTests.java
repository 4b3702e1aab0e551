package com.tradingsystem.whatsapp.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.gateway.GatewayUnderTest;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A database of its own that goes away and comes back while the gateway runs. */
@TestPropertySource(properties = "spring.datasource.hikari.connection-timeout=1000")
@DirtiesContext
class DatabaseAwayIntegrationTests extends GatewayUnderTest {

    private static final TestDatabase own = TestDatabase.create();
    private static final String NAME =
            own.jdbc().sql("select current_database()").query(String.class).single();

    @DynamicPropertySource
    static void ownDatabase(DynamicPropertyRegistry registry) {
        own.register(registry);
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @Test
    void databaseAway_isUnavailable_andOverWhenItIsBack() throws SQLException {
        assertThat(getAnonymously("/health").json().get("status").asText()).isEqualTo("healthy");
        assertThat(management("/actuator/health/readiness").status()).isEqualTo(200);

        letConnect(false);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(getAnonymously("/health").status()).isEqualTo(503));
        Answer health = getAnonymously("/health");
        Answer list = get("/api/sessions");
        Answer page = get("/api/messages/main/5511987654321@c.us");
        Answer webhook = webhook();
        Answer readiness = management("/actuator/health/readiness");
        Answer liveness = management("/actuator/health/liveness");
        letConnect(true);

        assertThat(health.json().get("status").asText()).isEqualTo("unhealthy");
        assertThat(health.json().properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("status", "service", "version", "timestamp", "uptime");
        assertProblem(list, 503, "unavailable");
        assertProblem(page, 503, "unavailable");
        assertThat(list.header("Retry-After")).isEqualTo("5");
        assertThat(list.body()).doesNotContainIgnoringCase("postgres", "jdbc", "connection", "hikari");
        assertProblem(webhook, 503, "unavailable");
        assertThat(webhook.header("Retry-After")).matches("[1-9][0-9]*");
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(readiness.body()).doesNotContainIgnoringCase("postgres", "jdbc", "error");
        assertThat(liveness.status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(getAnonymously("/health").status()).isEqualTo(200);
            assertThat(get("/api/sessions").status()).isEqualTo(200);
            assertThat(webhook().status()).isEqualTo(200);
        });
    }

    @Test
    void fullDisk_isUnavailable_andReadsGoOn() {
        own.jdbc().sql("""
                        create function whatsapp_gateway.fill_the_disk() returns trigger language plpgsql as $$
                        begin raise exception 'could not extend file' using errcode = '53100'; end $$""").update();
        own.jdbc()
                .sql("create trigger full_disk before insert on whatsapp_gateway.webhook_events"
                        + " for each row execute function whatsapp_gateway.fill_the_disk()")
                .update();
        Answer webhook = webhook();
        Answer health = getAnonymously("/health");
        Answer readiness = management("/actuator/health/readiness");
        Answer list = get("/api/sessions");
        own.jdbc()
                .sql("drop trigger full_disk on whatsapp_gateway.webhook_events")
                .update();
        own.jdbc().sql("drop function whatsapp_gateway.fill_the_disk()").update();

        assertProblem(webhook, 503, "unavailable");
        assertThat(health.status()).isEqualTo(503);
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(list.status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(getAnonymously("/health").status()).isEqualTo(200);
            assertThat(webhook().status()).isEqualTo(200);
        });
    }

    @Test
    void health_keepsTheFieldsOfTheStackBefore() {
        var health = getAnonymously("/health").json();

        assertThat(health.get("service").asText()).isEqualTo("whatsapp-gateway-api");
        assertThat(health.get("version").asText()).isNotBlank();
        assertThat(Instant.parse(health.get("timestamp").asText()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(health.get("uptime").isNumber()).isTrue();
    }

    private Answer webhook() {
        return postEvent("{\"event\":\"any\",\"session\":\"main\"}");
    }

    private Answer management(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path)));
    }

    private static void letConnect(boolean allowed) throws SQLException {
        try (Connection server = DriverManager.getConnection(own.jdbcUrl().replace(NAME, "postgres"))) {
            server.createStatement().execute("alter database " + NAME + " allow_connections " + allowed);
            if (!allowed) {
                server.createStatement()
                        .execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + NAME
                                + "'");
            }
        }
    }
}
