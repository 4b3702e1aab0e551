package com.tradingsystem.whatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With a replica that lags for ever, so that it shows which of the two was asked. */
class ReadReplicaIntegrationTests extends GatewayUnderTest {

    private static final String CHAT = "5511987654321@c.us";

    private static final TestDatabase database = TestDatabase.create();
    private static final TestDatabase replica = TestDatabase.create();

    @DynamicPropertySource
    static void databases(DynamicPropertyRegistry registry) {
        database.register(registry);
        registry.add("WHATSAPP_DB_READ_URL", replica::jdbcUrl);
    }

    @AfterAll
    static void dropDatabases() {
        database.close();
        replica.close();
    }

    @Test
    void queries_areAnsweredByTheReplica() {
        new ArchiveRows(replica, "main").session().message(CHAT, Instant.parse("2026-05-04T12:00:00Z"), "OLD");
        new ArchiveRows(database, "main").session();

        assertThat(get("/api/messages/main/" + CHAT).json().findValuesAsText("core_id"))
                .containsExactly("OLD");
        assertThat(get("/api/messages/main/" + CHAT + "/OLD").status()).isEqualTo(200);
        assertThat(get("/api/contacts/main").status()).isEqualTo(200);
    }

    @Test
    void events_areWrittenToTheDatabase() {
        Answer answer = send(request("/webhooks/messages")
                .header("Content-Type", "application/json")
                .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                .POST(BodyPublishers.ofString("""
                        {"event":"message","session":"other","data":{"id":"false_%s_NEW","timestamp":1777896000,
                         "from":"%s","fromMe":false,"body":"oi","type":"chat"}}""".formatted(CHAT, CHAT))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(count(database)).isOne();
        assertThat(count(replica)).isZero();
    }

    private static int count(TestDatabase database) {
        return database.jdbc()
                .sql("select count(*) from whatsapp_gateway.messages where core_id = 'NEW'")
                .query(Integer.class)
                .single();
    }
}
