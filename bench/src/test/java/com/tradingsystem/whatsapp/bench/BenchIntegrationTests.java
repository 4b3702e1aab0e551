package com.tradingsystem.whatsapp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tradingsystem.whatsapp.bench.data.Chat;
import com.tradingsystem.whatsapp.bench.data.ChatKind;
import com.tradingsystem.whatsapp.bench.data.EventTemplate;
import com.tradingsystem.whatsapp.bench.data.EventTemplate.Facts;
import com.tradingsystem.whatsapp.bench.data.Filling;
import com.tradingsystem.whatsapp.bench.data.Plan;
import com.tradingsystem.whatsapp.bench.data.Vocabulary;
import com.tradingsystem.whatsapp.bench.setting.Home;
import com.tradingsystem.whatsapp.gateway.GatewayApi;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Keeps what is measured on in step with the schema and with the gateway. */
@SpringBootTest(
        classes = GatewayApi.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=gateway-api",
            "management.server.port=0",
            "whatsapp.api.token=" + BenchIntegrationTests.TOKEN,
            "whatsapp.webhook.token=" + BenchIntegrationTests.TOKEN
        })
class BenchIntegrationTests {

    static final String TOKEN = "q4mz-77kd-tests-only-bench";

    private static final Home HOME = new Home(Path.of(""));
    private static final Plan PLAN = new Plan(1, 36, 1, 2);
    private static final TestDatabase database = TestDatabase.create();
    private static final HttpClient client = HttpClient.newHttpClient();
    private static final ObjectMapper json = new ObjectMapper();
    private static long written;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void register(DynamicPropertyRegistry registry) {
        database.register(registry);
    }

    @BeforeAll
    static void fill() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            written = new Filling(connection, HOME).fill(PLAN);
        }
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void chats_areReadPageByPage() throws Exception {
        int read = 0;
        for (Chat chat : PLAN.allChats()) {
            String path = "/api/messages/bench-1/" + chat.address() + "?limit=50";
            JsonNode page = get(path);
            read += page.get("messages").size();
            while (!page.get("next_cursor").isNull()) {
                page = get(path + "&cursor=" + page.get("next_cursor").asText());
                read += page.get("messages").size();
            }
        }
        assertThat(read).isEqualTo(written).isGreaterThan(150);
    }

    @Test
    void pages_touchAsManyDaysAsTheirKindSays() throws Exception {
        assertThat(days(new Chat(1, ChatKind.BURSTY, 1))).isBetween(1, 6);
        assertThat(days(new Chat(1, ChatKind.EVEN, 1))).isBetween(30, 40);
    }

    private int days(Chat chat) throws Exception {
        Set<String> days = new HashSet<>();
        get("/api/messages/bench-1/" + chat.address() + "?limit=50")
                .get("messages")
                .forEach(message -> days.add(message.get("timestamp").asText().substring(0, "2026-01-01".length())));
        return days.size();
    }

    @Test
    void someMessage_isReadByItself() throws Exception {
        JsonNode message = get("/api/messages/bench-1/" + new Chat(1, ChatKind.EVEN, 2).address() + "?limit=1")
                .get("messages")
                .get(0);

        JsonNode one = get("/api/messages/bench-1/" + message.get("chat_id").asText() + "/"
                        + message.get("core_id").asText())
                .get("message");

        assertThat(one.get("body").asText()).isEqualTo(message.get("body").asText());
    }

    @Test
    void contactsAndSessions_areThoseOfThePlan() throws Exception {
        assertThat(get("/api/contacts/bench-1").get("contacts"))
                .hasSize(PLAN.allChats().size());
        assertThat(get("/api/sessions/bench-1")
                        .get("session")
                        .findValue("total_chats_count")
                        .asInt())
                .isEqualTo(PLAN.allChats().size());
    }

    @Test
    void veryFrequentWord_isInEverySixthMessage() {
        int found = database.jdbc()
                .sql("select count(*) from whatsapp_gateway.search_messages('bench-1', :word, 1000)")
                .param("word", Vocabulary.VERY_FREQUENT)
                .query(Integer.class)
                .single();

        assertThat((double) found / written).isBetween(1 / 9.0, 1 / 4.0);
    }

    @Test
    void eventOfTheSenders_isStored() throws Exception {
        Facts facts = new Facts("live", "5511930000001", "3EB0TESTEVENT", Instant.now(), "Bom dia, chegou?");

        HttpResponse<String> answer = send(request("/webhooks/messages")
                .header("X-Whatsapp-Token", TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        EventTemplate.of(HOME.wrk("event.json")).event(facts))));

        assertThat(answer.body()).isEqualTo("{\"success\":true,\"outcome\":\"stored\"}");
        assertThat(get("/api/messages/live/5511930000001@c.us/3EB0TESTEVENT")
                        .get("message")
                        .get("body")
                        .asText())
                .isEqualTo("Bom dia, chegou?");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path).header("X-Api-Token", TOKEN));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
