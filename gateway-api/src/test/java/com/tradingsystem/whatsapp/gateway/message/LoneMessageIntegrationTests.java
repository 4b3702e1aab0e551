package com.tradingsystem.whatsapp.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.gateway.SharedDatabase;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message is told the same by one statement as by many. */
class LoneMessageIntegrationTests extends RunningGateway {

    private static final String PHONE = "5511987654321@c.us";
    private static final String LID = "90000000000077@lid";
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final String session = newName();
    private final String chat = "/api/messages/" + session + "/" + PHONE;
    private final ArchiveRows rows = newSession(session);

    @ParameterizedTest
    @ValueSource(strings = {"keep", "hide"})
    void everythingAboutAMessage_isTheSame_whenAnEditThatDoesNotCountIsAdded(String policy) {
        setPolicy(policy);
        rows.insert("lid_links", Map.of("lid", LID, "phone", PHONE))
                .message(LID, NOON, "CORE", Map.of("from_whatsapp_id", LID, "quoted_participant", LID))
                .insert(
                        "message_receipts",
                        Map.of("chat_id", PHONE, "core_id", "CORE", "participant", LID, "read_at", NOON.plusSeconds(3)))
                .insert(
                        "message_receipts",
                        Map.of(
                                "chat_id",
                                LID,
                                "core_id",
                                "CORE",
                                "participant",
                                PHONE,
                                "read_at",
                                NOON.plusSeconds(2),
                                "delivered_at",
                                NOON.plusMillis(1)))
                .insert("message_receipts", Map.of("core_id", "CORE", "participant", "", "server_at", NOON))
                .insert(
                        "message_reactions",
                        Map.of("core_id", "CORE", "reactor", LID, "emoji", "👍", "reacted_at", NOON));

        ObjectNode alone = told("CORE");
        rows.insert(
                "message_edits",
                Map.of("core_id", "CORE", "edited_at", NOON, "edit_id", "E", "editor", "stranger@c.us", "body", "x"));
        ObjectNode edited = told("CORE");

        assertThat(alone.get("receipts")).hasSize(2);
        assertThat(edited.remove("edits")).hasSize(1);
        assertThat(((ArrayNode) alone.remove("edits"))).isEmpty();
        assertThat(alone).isEqualTo(edited);
    }

    @Test
    void coreIdThatIsAnothersNumber_isStillACoreId() {
        rows.message(PHONE, NOON, "OTHER");
        String number = told("OTHER").get("id").asText();
        rows.message(PHONE, NOON.plusSeconds(1), number);

        assertThat(told(number).get("core_id").asText()).isEqualTo(number);
    }

    @Test
    void votesAndAnswers_areToldToo() {
        rows.message(PHONE, NOON, "POLL")
                .insert(
                        "poll_votes",
                        Map.of(
                                "core_id",
                                "POLL",
                                "voter",
                                PHONE,
                                "selected_options",
                                "[\"a\"]::jsonb",
                                "is_readable",
                                true,
                                "voted_at",
                                NOON))
                .message(PHONE, NOON, "EVENT")
                .insert(
                        "invitation_answers",
                        Map.of("core_id", "EVENT", "respondent", PHONE, "response", "GOING", "answered_at", NOON));

        assertThat(told("POLL").get("poll_votes")).hasSize(1);
        assertThat(told("EVENT").get("invitation_answers")).hasSize(1);
    }

    private ObjectNode told(String coreId) {
        Answer answer = get(chat + "/" + coreId);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return (ObjectNode) answer.json().get("message");
    }

    private void setPolicy(String policy) {
        SharedDatabase.get()
                .jdbc()
                .sql("update whatsapp_gateway.sessions set revoke_policy = :policy where session_name = :session")
                .param("policy", policy)
                .param("session", session)
                .update();
    }
}
