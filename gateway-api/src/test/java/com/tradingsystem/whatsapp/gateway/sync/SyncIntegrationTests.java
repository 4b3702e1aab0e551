package com.tradingsystem.whatsapp.gateway.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.gateway.SharedDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncIntegrationTests extends RunningGateway {

    private static final String ANA = "5511987654321@c.us";

    private final String session = newName();

    @BeforeEach
    void makeSession() {
        newSession(session)
                .insert(
                        "contacts",
                        Map.of(
                                "whatsapp_id",
                                ANA,
                                "contact_type",
                                "individual",
                                "first_seen_at",
                                Instant.EPOCH,
                                "last_seen_at",
                                Instant.EPOCH));
    }

    private Answer post(String path, String token) {
        return send(request(path).header("X-Api-Token", token).POST(BodyPublishers.noBody()));
    }

    private void run(String sql) {
        SharedDatabase.get()
                .jdbc()
                .sql(sql.replace(":session", "'" + session + "'"))
                .update();
    }

    @Test
    void sessionTheSyncNeverHeardOf_hasNothingToTell() {
        JsonNode sync = get("/api/sync/" + session).json().get("sync");

        assertThat(sync.get("session_name").asText()).isEqualTo(session);
        assertThat(sync.get("waha_status").isNull()).isTrue();
        assertThat(sync.get("due_chats").asInt()).isZero();
        assertThat(sync.get("queue")).isEmpty();
    }

    @Test
    void sessionNobodyKnows_isNotFound() {
        assertProblem(get("/api/sync/nobody"), 404, "session-not-found");
        assertProblem(post("/api/sync/nobody", API_TOKEN), 404, "session-not-found");
    }

    @Test
    void requestForAChat_isQueued() {
        Answer answer = post("/api/sync/" + session + "/5511987654321?type=incremental", API_TOKEN);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().at("/requested/chat_id").asText()).isEqualTo(ANA);
        assertThat(answer.json().at("/requested/sync_type").asText()).isEqualTo("incremental");
        JsonNode sync = get("/api/sync/" + session).json().get("sync");
        assertThat(sync.get("due_chats").asInt()).isEqualTo(1);
        assertThat(sync.at("/queue/0/chat_id").asText()).isEqualTo(ANA);
        assertThat(sync.at("/queue/0/sync_type").asText()).isEqualTo("incremental");
        assertThat(sync.at("/queue/0/total_messages_count").asText()).isEqualTo("0");
    }

    @Test
    void requestWithoutAType_asksForEverythingOfAChat_orComparesTheSession() {
        run(
                "insert into whatsapp_gateway.sync_sessions (session_name, waha_status, next_look_at) values (:session, 'WORKING', now() + interval '1 hour')");

        assertThat(post("/api/sync/" + session + "/" + ANA, API_TOKEN)
                        .json()
                        .at("/requested/sync_type")
                        .asText())
                .isEqualTo("full");
        assertThat(post("/api/sync/" + session, API_TOKEN).status()).isEqualTo(202);

        JsonNode sync = get("/api/sync/" + session).json().get("sync");
        assertThat(sync.get("reconcile_reason").asText()).isEqualTo("asked");
        assertThat(sync.get("next_look_at").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5511900000009",
                "5511900000009@c.us",
                "90000000000009@lid",
                "120363000000000009@g.us",
                "nonsense"
            })
    void requestForAChatNobodyMet_isNotFound_andQueuesNothing(String chat) {
        assertProblem(post("/api/sync/" + session + "/" + chat, API_TOKEN), 404, "chat-not-found");

        assertThat(get("/api/sync/" + session).json().at("/sync/queue")).isEmpty();
    }

    @Test
    void requestForAChatThatOnlyTheSyncMet_isQueued() {
        run(
                "insert into whatsapp_gateway.sync_state (session_name, chat_id, sync_type) values (:session, '120363000000000009@g.us', 'incremental')");

        Answer answer = post("/api/sync/" + session + "/120363000000000009@g.us", API_TOKEN);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(get("/api/sync/" + session)
                        .json()
                        .at("/sync/queue/0/sync_type")
                        .asText())
                .isEqualTo("full");
    }

    @Test
    void requestForAllChatsAtOnce_isQueued() {
        assertThat(post("/api/sync/" + session + "/all", API_TOKEN).status()).isEqualTo(202);
    }

    @Test
    void requestForEveryChat_bringsBackThoseGivenUp() {
        post("/api/sync/" + session + "/" + ANA, API_TOKEN);
        run(
                "update whatsapp_gateway.sync_state set sync_enabled = false, retry_count = 8 where session_name = :session");
        assertThat(get("/api/sync/" + session).json().at("/sync/given_up_chats").asInt())
                .isEqualTo(1);

        Answer answer = post("/api/sync/" + session + "?type=full", API_TOKEN);

        assertThat(answer.json().at("/requested/chats").asInt()).isEqualTo(1);
        assertThat(get("/api/sync/" + session).json().at("/sync/given_up_chats").asInt())
                .isZero();
    }

    @Test
    void reader_mayLookAndNotAsk() {
        assertThat(send(request("/api/sync/" + session).header("X-Api-Token", READER_TOKEN))
                        .status())
                .isEqualTo(200);
        assertProblem(post("/api/sync/" + session, READER_TOKEN), 403, "forbidden");
        assertProblem(post("/api/sync/" + session + "/" + ANA, READER_TOKEN), 403, "forbidden");
        assertProblem(send(request("/api/sync/" + session).POST(BodyPublishers.noBody())), 401, "unauthorized");
    }

    @Test
    void unknownType_isRefused() {
        assertBadParameter(post("/api/sync/" + session + "/" + ANA + "?type=everything", API_TOKEN), "type");
        assertBadParameter(post("/api/sync/" + session + "?kind=full", API_TOKEN), "kind");
    }

    @Test
    void coverage_tellsWhatIsKnownAndWhatIsMissing() {
        post("/api/sync/" + session + "/" + ANA, API_TOKEN);
        run("""
                insert into whatsapp_gateway.sync_coverage
                  (session_name, chat_id, started_at, sync_type, asked_from, asked_to, reached, offered_count, outcome, reason)
                values (:session, '5511987654321@c.us', now() - interval '9 days', 'full', now() - interval '90 days',
                        now() - interval '9 days', now() - interval '90 days', 12, 'complete', null),
                       (:session, '5511987654321@c.us', now() - interval '1 day', 'incremental', now() - interval '10 days',
                        now() - interval '1 day', now() - interval '5 days', 3, 'interrupted', 'WAHA has more than it shows')""");

        JsonNode coverage = get("/api/sync/" + session + "/5511987654321@s.whatsapp.net/coverage")
                .json()
                .get("coverage");

        assertThat(coverage.get("chat_id").asText()).isEqualTo(ANA);
        assertThat(coverage.get("offered")).hasSize(2);
        assertThat(coverage.get("gaps")).hasSize(1);
        assertThat(coverage.at("/runs/0/outcome").asText()).isEqualTo("interrupted");
        assertThat(coverage.at("/runs/0/reason").asText()).isEqualTo("WAHA has more than it shows");
        assertThat(coverage.at("/runs/1/offered_count").asText()).isEqualTo("12");
        assertThat(get("/api/sync/" + session).json().at("/sync/gaps").asInt()).isEqualTo(1);
    }

    @Test
    void coverageOfAChatNobodyKnows_isNotFound() {
        assertProblem(get("/api/sync/" + session + "/" + ANA + "/coverage"), 404, "chat-not-found");
        assertProblem(
                get("/api/sync/" + session + "/what is this/coverage".replace(" ", "%20")), 404, "chat-not-found");
    }
}
