package com.tradingsystem.whatsapp.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tradingsystem.whatsapp.local.database.LocalDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the whole stack at random moments while many webhooks are under way, sometimes the database's main process too, and sometimes
 * while it is starting. Whatever was answered with 2xx has to be there afterwards, once.
 */
class CrashIntegrationTests {

    /** Enough for each way to be killed once; {@code .ci/run} asks for more. */
    private static final int ROUNDS = Integer.getInteger("whatsapp.crash.rounds", 6);

    private static final String SECRET = "a-secret-for-the-crash-test-1";

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom();
    private Map<String, String> variables = Map.of();

    @BeforeEach
    void choosePorts() {
        variables = ChildStack.variables(directory.resolve("data"));
        variables.put("WHATSAPP_GATEWAY_API_TOKEN", SECRET);
        variables.put("WHATSAPP_WEBHOOK_TOKEN", SECRET);
        variables.put("WHATSAPP_DB_PASSWORD", SECRET);
        variables.put("WHATSAPP_SYNC_ENABLED", "false"); // one service less to start twenty times
    }

    /** The last server has outlived its JVM. */
    @AfterEach
    void stopWhatIsLeft() throws Exception {
        if (Files.exists(directory.resolve("data/postgres/postmaster.pid"))) {
            killDatabase();
        }
    }

    @Test
    void killedAnyTime_losesNothingThatWasAcknowledged_andStoresNothingTwice() throws Exception {
        URI webhooks =
                URI.create("http://127.0.0.1:" + variables.get("WHATSAPP_GATEWAY_API_PORT") + "/webhooks/messages");
        try (Chatter chatter = new Chatter(webhooks, SECRET)) {
            for (int round = 0; round < ROUNDS; round++) {
                int acknowledgedBefore = chatter.acknowledged().size();
                try (ChildStack stack = ChildStack.start(variables)) {
                    if (round % 5 == 4) {
                        Thread.sleep(random.nextInt(500, 5000)); // in the midst of starting
                    } else {
                        stack.ready();
                        Set<String> acknowledged = chatter.acknowledged();
                        assertThat(lost(acknowledged))
                                .as("lost by round " + round)
                                .isEmpty();
                        Thread.sleep(random.nextInt(100, 2500));
                    }
                    if (round % 3 == 1) {
                        killDatabase();
                    }
                    stack.kill();
                }
                System.out.printf(
                        "round %d: %d events acknowledged%n",
                        round + 1, chatter.acknowledged().size() - acknowledgedBefore);
            }
            try (ChildStack stack = ChildStack.start(variables).ready()) {
                chatter.finish(Duration.ofMinutes(2));
                assertThat(chatter.acknowledged()).hasSizeGreaterThan(ROUNDS * 50);
                assertThat(lost(chatter.acknowledged())).isEmpty();
                assertThat(storedMessages()).isEqualTo(chatter.expected());
                assertThat(listedMessages(chatter)).isEqualTo(chatter.expected().keySet());
                stack.signal("TERM");
                stack.exitCode(Duration.ofSeconds(30));
            }
        }
    }

    /** Those of these events that are not stored. A difference of sets, as AssertJ's containsAll looks at every pair. */
    private Set<String> lost(Set<String> acknowledged) throws SQLException {
        Set<String> lost = new HashSet<>(acknowledged);
        query("select event_id from whatsapp_gateway.webhook_events", row -> lost.remove(row.getString(1)));
        return lost;
    }

    /** How each message looks; one that is there twice would not be equal to anything. */
    private Map<String, Chatter.Expected> storedMessages() throws SQLException {
        Map<String, String> reactions = new HashMap<>();
        query(
                "select core_id, emoji from whatsapp_gateway.message_reactions",
                row -> reactions.put(row.getString(1), row.getString(2)));
        Map<String, Chatter.Expected> messages = new HashMap<>();
        query("""
                select m.core_id, m.chat_id, m.body, m.is_deleted, m.ack, k.core_id is not null
                  from whatsapp_gateway.messages m
                  left join whatsapp_gateway.message_keys k using (id, session_name, core_id, is_from_me, chat_id, "timestamp")
                """, row -> {
            String coreId = row.getString(1);
            Chatter.Expected found = new Chatter.Expected(
                    row.getString(2), row.getString(3), row.getBoolean(4), row.getInt(5), reactions.get(coreId));
            assertThat(row.getBoolean(6)).as("the key of " + coreId).isTrue();
            assertThat(messages.put(coreId, found))
                    .as("a second row of " + coreId)
                    .isNull();
        });
        return messages;
    }

    private Set<String> listedMessages(Chatter chatter) throws Exception {
        Set<String> ids = new HashSet<>();
        List<String> chats = chatter.expected().values().stream()
                .map(Chatter.Expected::chat)
                .distinct()
                .toList();
        for (String chat : chats) {
            String cursor = "";
            do {
                JsonNode page = get("/api/messages/" + Chatter.SESSION + "/" + chat + "?limit=200" + cursor);
                for (JsonNode message : page.path("messages")) {
                    String coreId = message.path("core_id").asText();
                    assertThat(ids.add(coreId)).as("a second time " + coreId).isTrue();
                }
                cursor = page.path("next_cursor").isTextual()
                        ? "&cursor=" + page.path("next_cursor").asText()
                        : "";
            } while (!cursor.isEmpty());
        }
        return ids;
    }

    private JsonNode get(String path) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + variables.get("WHATSAPP_GATEWAY_API_PORT") + path);
        HttpRequest request =
                HttpRequest.newBuilder(url).header("X-Api-Token", SECRET).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, RowReader reader) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + variables.get("WHATSAPP_DB_PORT") + "/" + LocalDatabase.NAME;
        try (Connection connection = DriverManager.getConnection(url, "whatsapp", SECRET);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private void killDatabase() throws Exception {
        Path file = directory.resolve("data/postgres/postmaster.pid");
        if (Files.exists(file)) {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
