package com.tradingsystem.whatsapp.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.gateway.SharedDatabase;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SessionIntegrationTests extends RunningGateway {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final String session = newName();

    @Test
    void allSessions_areListed_whateverTheirState() {
        newSession(session);
        insert(session + "-off", "disconnected");

        assertThat(get("/api/sessions").json().findValuesAsText("session_name"))
                .contains(session, session + "-off")
                .isSorted();
        assertThat(get("/api/sessions?active=true").json().findValuesAsText("session_name"))
                .contains(session)
                .doesNotContain(session + "-off");
        // Their times of the newest event are written once a second.
        assertThat(get("/api/sessions?active=false").json().findValuesAsText("session_name"))
                .isEqualTo(get("/api/sessions").json().findValuesAsText("session_name"));
    }

    @Test
    void session_tellsItsStateAndHowMuchThereIs() {
        newSession(session)
                .message("5511987654321@c.us", NOON, "A")
                .message("5511987654321@c.us", NOON, "B")
                .message("120363000000000001@g.us", NOON, "C")
                .insert(
                        "contacts",
                        Map.of(
                                "whatsapp_id",
                                "1@c.us",
                                "contact_type",
                                "individual",
                                "first_seen_at",
                                NOON,
                                "last_seen_at",
                                NOON))
                .insert("session_counters", Map.of("slot", 0, "messages_sent", 1L, "messages_received", 2L))
                .insert("session_counters", Map.of("slot", 7, "messages_sent", 10L, "messages_received", 20L));

        JsonNode one = get("/api/sessions/" + session).json().get("session");

        assertThat(one.get("status").asText()).isEqualTo("connected");
        assertThat(one.get("waha_status").asText()).isEqualTo("WORKING");
        assertThat(one.get("last_event_at").isTextual()).isTrue();
        assertThat(one.get("total_messages_sent").asText()).isEqualTo("11");
        assertThat(one.get("total_messages_received").asText()).isEqualTo("22");
        assertThat(one.get("total_chats_count").asInt()).isEqualTo(2);
        assertThat(one.get("total_contacts_count").asInt()).isEqualTo(1);
    }

    @Test
    void everyAnswer_hasTheColumnsOfTheView() {
        newSession(session);
        SharedDatabase.get()
                .jdbc()
                .sql("update whatsapp_gateway.sessions set waha_status = 'STARTING' where session_name = :session")
                .param("session", session)
                .update();
        Set<String> columns = Set.copyOf(
                SharedDatabase.get().jdbc().sql("""
                        select column_name from information_schema.columns
                         where table_schema = 'whatsapp_gateway' and table_name = 'active_sessions'""").query(String.class).list());

        JsonNode one = get("/api/sessions/" + session).json().get("session");

        assertThat(one.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet()))
                .containsAll(columns);
        assertThat(one.get("health_status").asText()).isEqualTo("degraded");
        assertThat(mine("/api/sessions?active=true")).isEqualTo(one);
        assertThat(mine("/api/sessions")).isEqualTo(one);
    }

    @Test
    void sessionThatIsNotConnected_hasNoHealth() {
        insert(session, "failed");

        assertThat(mine("/api/sessions").get("health_status").isNull()).isTrue();
    }

    private JsonNode mine(String list) {
        JsonNode sessions = get(list).json().get("sessions");
        return StreamSupport.stream(sessions.spliterator(), false)
                .filter(one -> one.get("session_name").asText().equals(session))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void unknownSession_is404() {
        assertProblem(get("/api/sessions/not-there"), 404, "session-not-found");
    }

    @Test
    void badParameters_are400_andNamed() {
        assertBadParameter(get("/api/sessions?active=yes"), "active");
        assertBadParameter(get("/api/sessions?limit=5"), "limit");
        newSession(session);
        assertBadParameter(get("/api/sessions/" + session + "?active=true"), "active");
    }

    private static void insert(String name, String status) {
        new ArchiveRows(SharedDatabase.get(), name).insert("sessions", Map.of("status", status));
    }
}
