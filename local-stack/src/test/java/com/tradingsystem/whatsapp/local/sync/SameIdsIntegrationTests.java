package com.tradingsystem.whatsapp.local.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A history in which ids come more than once: two channels number their posts alike, and what was sent to a list has one id in each of
 * its chats. In between, a direct chat and a group with bursts of many messages a second.
 */
class SameIdsIntegrationTests {

    private static final Map<String, String> SMALL_PAGES =
            Map.of("whatsapp.history.batch-size", "20", "whatsapp.discovery.whole-every", "1s");

    private final TestDatabase database = TestDatabase.create();
    private final List<JsonNode> said = new ArrayList<>();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void everyMessage_isArchivedInItsChat() throws IOException {
        List<JsonNode> recorded = RecordedWaha.read("several-chats.json");
        said.addAll(recorded);
        said.addAll(burst(recorded, "@c.us", 190, "3EB0H1%03d"));
        said.addAll(burst(recorded, "@g.us", 40, "3EB0T1%03d"));
        try (RecordedWaha waha = new RecordedWaha()) {
            waha.add(said);
            Worker worker = Worker.start(database.jdbcUrl(), waha.origin(), SMALL_PAGES);
            try {
                awaitSettled();
                assertThat(archived()).isEqualTo(lines(said));

                List<JsonNode> later = later(recorded);
                said.addAll(later);
                waha.add(later);
                SyncWorld.await(
                        Duration.ofMinutes(1),
                        "what came later is archived",
                        () -> archived().equals(lines(said)));
                assertThat(waha.asked("all")).isPositive();
                awaitSettled();
            } finally {
                worker.close();
            }
        }
        assertThat(archived()).isEqualTo(lines(said));
    }

    /** The same again with other ids, ten a second, after the last of the kind. */
    private static List<JsonNode> burst(List<JsonNode> recorded, String kind, int number, String id) {
        ObjectNode last = (ObjectNode) recorded.stream()
                .filter(message -> RecordedWaha.chat(message).endsWith(kind))
                .filter(message -> !message.path("fromMe").asBoolean())
                .reduce((a, b) -> b)
                .orElseThrow();
        List<JsonNode> burst = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            burst.add(after(last, 1 + i / 10, id.formatted(i)));
        }
        return burst;
    }

    /** One more of each chat, so many chats that all are pulled at once. */
    private static List<JsonNode> later(List<JsonNode> recorded) {
        Map<String, JsonNode> last = new TreeMap<>();
        recorded.forEach(message -> last.put(RecordedWaha.chat(message), message));
        long newest = recorded.getLast().path("timestamp").asLong();
        return last.values().stream()
                .map(message -> {
                    String id = RecordedWaha.chat(message).endsWith("@newsletter") ? "106" : "3EB0LATER";
                    return (JsonNode) after(
                            (ObjectNode) message,
                            newest + 60 - message.path("timestamp").asLong(),
                            id);
                })
                .toList();
    }

    private static ObjectNode after(ObjectNode message, long seconds, String coreId) {
        ObjectNode next = message.deepCopy();
        String[] id = message.path("id").asText().split("_", -1);
        id[2] = coreId;
        long at = message.path("timestamp").asLong() + seconds;
        next.put("id", String.join("_", id)).put("timestamp", at);
        ObjectNode raw = (ObjectNode) next.path("_data");
        raw.put("messageTimestamp", at);
        ((ObjectNode) raw.path("key")).put("id", coreId);
        return next;
    }

    private void awaitSettled() {
        SyncWorld.await(
                Duration.ofMinutes(1),
                "everything is pulled",
                () -> database.jdbc().sql("""
                        select count(*) = 8 and bool_and(sync_status = 'completed')
                          from whatsapp_gateway.sync_state
                         where chat_id <> 'all'""").query(Boolean.class).single());
    }

    private Set<String> archived() {
        return new TreeSet<>(database.jdbc()
                .sql("select chat_id || ' ' || core_id from whatsapp_gateway.message_keys")
                .query(String.class)
                .list());
    }

    private static Set<String> lines(Collection<JsonNode> messages) {
        return messages.stream()
                .map(message -> RecordedWaha.chat(message) + " "
                        + message.path("id").asText().split("_", -1)[2])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
