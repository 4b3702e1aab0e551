package com.tradingsystem.whatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the webhook to the answer of a query, with nothing in between replaced. */
class EndToEndIntegrationTests extends RunningGateway {

    private static final String PHONE = "5511987654321@c.us";
    private static final String LID = "90000000000077@lid";

    private final String session = newName();

    @Test
    void message_isThereAsSoonAsItsWebhookIsAnswered() {
        assertThat(post(message("CORE", PHONE, "olá 👋", "")).body())
                .isEqualTo("{\"success\":true,\"outcome\":\"stored\"}");

        JsonNode message = messages(PHONE).get(0);
        assertThat(message.get("body").asText()).isEqualTo("olá 👋");
        assertThat(message.get("core_id").asText()).isEqualTo("CORE");
        assertThat(message.get("timestamp").asText()).isEqualTo("2026-05-04T12:00:00Z");
        assertThat(get("/api/sessions/" + session).status()).isEqualTo(200);
        assertThat(get("/api/contacts/" + session)
                        .json()
                        .at("/contacts/0/whatsapp_id")
                        .asText())
                .isEqualTo(PHONE);
    }

    @Test
    void shortForm_isAMessageToo() {
        String event = """
                {"event":"message","session":"%s","data":{"id":"false_%s_CORE","timestamp":1777896000,"from":"%s",
                 "fromMe":false,"body":"short","type":"chat"}}""".formatted(session, PHONE, PHONE);

        assertThat(post(event).json().get("outcome").asText()).isEqualTo("stored");
        assertThat(messages(PHONE).get(0).get("body").asText()).isEqualTo("short");
    }

    @Test
    void sameEventTwice_isOneMessage() {
        post(message("CORE", PHONE, "olá", ""));
        post(message("CORE", PHONE, "olá", ""));

        assertThat(messages(PHONE)).hasSize(1);
    }

    @Test
    void editReactionAndDeletion_areSeen_alsoWhenTheyCameFirst() {
        post(event("message.reaction", """
                {"id":"false_%1$s_REACTION","timestamp":1777896100,"from":"%1$s","fromMe":false,
                 "reaction":{"text":"👍","messageId":"false_%1$s_CORE"}}""".formatted(PHONE)));
        post(event("message.edited", """
                {"id":"false_%1$s_EDIT","timestamp":1777896200,"from":"%1$s","fromMe":false,"body":"second",
                 "hasMedia":false,"editedMessageId":"CORE"}""".formatted(PHONE)));
        post(message("CORE", PHONE, "first", ""));

        JsonNode message =
                get("/api/messages/" + session + "/" + PHONE + "/CORE").json().get("message");
        assertThat(message.get("body").asText()).isEqualTo("second");
        assertThat(message.get("original_body").asText()).isEqualTo("first");
        assertThat(message.at("/edits/0/body").asText()).isEqualTo("second");
        assertThat(message.at("/reactions/0/emoji").asText()).isEqualTo("👍");

        post(event("message.revoked", """
                {"after":{"id":"false_%1$s_REVOKE","timestamp":1777896300,"from":"%1$s","fromMe":false,"body":null,
                 "hasMedia":false},"before":null,"revokedMessageId":"CORE"}""".formatted(PHONE)));

        assertThat(messages(PHONE).get(0).get("is_deleted").asBoolean()).isTrue();
    }

    @Test
    void lidAndPhone_areOneConversation_onceThePairIsKnown() {
        post(message("BEFORE", LID, "who is this?", ""));
        post(message("AFTER", LID, "ah", "\"remoteJidAlt\":\"5511987654321@s.whatsapp.net\","));

        for (String address : List.of(PHONE, LID, "5511987654321")) {
            assertThat(messages(address).findValuesAsText("core_id")).containsExactlyInAnyOrder("BEFORE", "AFTER");
            assertThat(messages(address).findValuesAsText("chat_id")).containsOnly(PHONE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"event\":\"from.tomorrow\",\"session\":\"SESSION\",\"payload\":{}}",
                "{\"event\":\"message\",\"session\":\"SESSION\",\"payload\":\"what\"}",
                "{\"event\":\"message\",\"session\":\"SESSION\",\"payload\":{\"id\":\"x\"}}",
                "{\"event\":42,\"session\":[],\"payload\":null}",
                "{\"event\":\"session.status\",\"session\":\"SESSION\",\"payload\":{\"name\":\"SESSION\",\"status\":\"LEVITATING\"}}"
            })
    void authenticButOddEvents_areKept(String event) {
        Answer answer = post(event.replace("SESSION", session));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("success").asBoolean()).isTrue();
        assertNextEventIsUnharmed();
    }

    @Test
    void nastyTexts_areKept_asFarAsTheyCanBeStored() {
        String large = "x".repeat(1_000_000);
        post(message("NUL", PHONE, "a\\u0000b", ""));
        post(message("LONE", PHONE, "a\\ud800b", ""));
        post(message("LARGE", PHONE, large, ""));

        assertThat(messages(PHONE).findValuesAsText("core_id")).contains("NUL", "LONE", "LARGE");
        assertThat(get("/api/messages/" + session + "/" + PHONE + "/LARGE")
                        .json()
                        .at("/message/body")
                        .asText())
                .isEqualTo(large);
        assertNextEventIsUnharmed();
    }

    @Test
    void absurdTimestamp_isKeptUnderTheEventsTime() {
        post(message("ABSURD", PHONE, "when?", "")
                .replace("\"timestamp\":1777896000,\"from\"", "\"timestamp\":99999999999999,\"from\""));

        assertThat(messages(PHONE).get(0).get("core_id").asText()).isEqualTo("ABSURD");
        assertNextEventIsUnharmed();
    }

    @Test
    void tenThousandLevels_areKept() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);

        assertThat(post(event("message", "{\"id\":\"false_%s_DEEP\",\"_data\":%s}".formatted(PHONE, deep)))
                        .status())
                .isEqualTo(200);
        assertNextEventIsUnharmed();
    }

    private void assertNextEventIsUnharmed() {
        post(message("NEXT", "5511900000001@c.us", "next", ""));
        assertThat(messages("5511900000001@c.us").findValuesAsText("core_id")).containsExactly("NEXT");
    }

    private String message(String core, String chat, String body, String key) {
        return event("message.any", """
                {"id":"false_%1$s_%2$s","timestamp":1777896000,"from":"%1$s","fromMe":false,"source":"app","body":"%3$s",
                 "hasMedia":false,"media":null,"ack":2,"ackName":"DEVICE","_data":{"key":{%4$s"remoteJid":"%1$s",
                 "fromMe":false,"id":"%2$s"},"messageTimestamp":1777896000,"pushName":"Ana",
                 "message":{"conversation":"%3$s"}}}""".formatted(chat, core, body, key));
    }

    private String event(String name, String payload) {
        return """
                {"id":"evt_%s","timestamp":1777896000000,"event":"%s","session":"%s","engine":"NOWEB",
                 "me":{"id":"5511900000000@c.us"},"payload":%s}""".formatted(newName(), name, session, payload);
    }

    private Answer post(String event) {
        Answer answer = send(request("/webhooks/messages")
                .header("Content-Type", "application/json")
                .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                .POST(BodyPublishers.ofString(event)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private JsonNode messages(String chat) {
        return get("/api/messages/" + session + "/" + chat).json().get("messages");
    }
}
