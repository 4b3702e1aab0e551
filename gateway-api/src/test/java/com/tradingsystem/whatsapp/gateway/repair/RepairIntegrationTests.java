package com.tradingsystem.whatsapp.gateway.repair;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.gateway.SharedDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An archive in the state in which an earlier version left it: a message lost, another changed by somebody else. */
class RepairIntegrationTests extends RunningGateway {

    private static final String CHANNEL_A = "120363111111111111@newsletter";
    private static final String CHANNEL_B = "120363222222222222@newsletter";
    private static final String PARTNER = "5511955550001@c.us";

    private final String session = newName();

    @Test
    void lostMessage_comesBack_andAForeignEditIsTakenBack() {
        post(message("false_" + CHANNEL_A + "_101", CHANNEL_A, "canal A"));
        post(message("false_" + CHANNEL_B + "_101", CHANNEL_B, "canal B"));
        post(message("true_" + PARTNER + "_MINE", PARTNER, "R$ 5.000"));
        post(event("message.edited", """
                {"id":"false_%1$s_EDIT","timestamp":1795600100,"from":"%1$s","fromMe":false,"body":"R$ 50",
                 "editedMessageId":"MINE"}""".formatted(PARTNER)));
        asTheEarlierVersionLeftIt();

        assertThat(lostMessages()).containsExactly("false_" + CHANNEL_B + "_101");
        assertThat(run(true)).containsExactly("found " + CHANNEL_B + " 101", "changed " + PARTNER + " MINE");
        assertThat(body(PARTNER, "MINE")).isEqualTo("R$ 50");
        assertThat(get("/api/messages/" + session + "/" + CHANNEL_B + "/101").status())
                .isEqualTo(404);

        assertThat(run(false)).containsExactly("found " + CHANNEL_B + " 101", "changed " + PARTNER + " MINE");
        assertThat(body(PARTNER, "MINE")).isEqualTo("R$ 5.000");
        assertThat(body(CHANNEL_B, "101")).isEqualTo("canal B");
        assertThat(body(CHANNEL_A, "101")).isEqualTo("canal A");

        assertThat(run(false)).isEmpty();
        assertThat(lostMessages()).isEmpty();
    }

    @Test
    void quarantinedEvent_isStoredOnceAReplayMergedIt() {
        post(message("false_" + PARTNER + "_LATE", PARTNER, "oi"));
        var jdbc = SharedDatabase.get().jdbc();
        jdbc.sql("""
                        update whatsapp_gateway.webhook_events
                           set outcome = 'quarantined', reason = 'a mistake of an earlier version', core_id = null, chat_id = null
                         where session_name = ?""").params(session).update();
        jdbc.sql("delete from whatsapp_gateway.messages where session_name = ?")
                .params(session)
                .update();
        jdbc.sql("select * from whatsapp_gateway.enforce_retention()").query().listOfRows();

        assertThat(run(true)).containsExactly("found " + PARTNER + " LATE");
        assertThat(rawEvents()).as("a dry run").containsExactly("quarantined");

        assertThat(run(false)).containsExactly("found " + PARTNER + " LATE");
        assertThat(rawEvents()).containsExactly("stored LATE " + PARTNER);
        assertThat(body(PARTNER, "LATE")).isEqualTo("oi");
    }

    private List<String> rawEvents() {
        return SharedDatabase.get()
                .jdbc()
                .sql("""
                        select concat_ws(' ', outcome, core_id, chat_id) from whatsapp_gateway.webhook_events
                         where session_name = ?""")
                .param(session)
                .query(String.class)
                .list();
    }

    private List<String> lostMessages() {
        return SharedDatabase.get()
                .jdbc()
                .sql("select message_id from whatsapp_gateway.lost_messages(?)")
                .param(session)
                .query(String.class)
                .list();
    }

    @Test
    void readersMayNotRepair() {
        assertThat(send(request("/api/repair/" + session)
                                .header("X-Api-Token", TENANT_TOKEN)
                                .POST(BodyPublishers.noBody()))
                        .status())
                .isIn(403, 404);
    }

    private void asTheEarlierVersionLeftIt() {
        var jdbc = SharedDatabase.get().jdbc();
        jdbc.sql(
                        "delete from whatsapp_gateway.message_search s using whatsapp_gateway.message_keys k where k.id = s.message_number and k.session_name = ? and k.chat_id = ?")
                .params(session, CHANNEL_B)
                .update();
        jdbc.sql("delete from whatsapp_gateway.messages where session_name = ? and chat_id = ?")
                .params(session, CHANNEL_B)
                .update();
        jdbc.sql("delete from whatsapp_gateway.message_keys where session_name = ? and chat_id = ?")
                .params(session, CHANNEL_B)
                .update();
        jdbc.sql("delete from whatsapp_gateway.deleted_messages").update();
        jdbc.sql("""
                        update whatsapp_gateway.messages
                           set original_body = body, body = 'R$ 50', edited_at = timestamptz '2026-11-25 09:48:20Z'
                         where session_name = ? and core_id = 'MINE'""").params(session).update();
        jdbc.sql("update whatsapp_gateway.webhook_events set chat_id = null, author = null where session_name = ?")
                .params(session)
                .update();
    }

    private List<String> run(boolean dryRun) {
        List<String> lines = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode repair = call(dryRun, cursor);
            repair.get("found")
                    .forEach(m -> lines.add("found " + m.get("chat_id").asText() + " "
                            + m.get("core_id").asText()));
            repair.get("changed")
                    .forEach(m -> lines.add("changed " + m.get("chat_id").asText() + " "
                            + m.get("core_id").asText()));
            cursor = repair.get("next_cursor").isNull()
                    ? null
                    : repair.get("next_cursor").asText();
        } while (cursor != null);
        return lines.stream().distinct().toList();
    }

    private JsonNode call(boolean dryRun, @Nullable String cursor) {
        Answer answer = send(
                request("/api/repair/" + session + "?dry_run=" + dryRun + (cursor == null ? "" : "&cursor=" + cursor))
                        .header("X-Api-Token", API_TOKEN)
                        .POST(BodyPublishers.noBody()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("repair");
    }

    private String body(String chat, String core) {
        return get("/api/messages/" + session + "/" + chat + "/" + core)
                .json()
                .at("/message/body")
                .asText();
    }

    private String message(String id, String chat, String body) {
        boolean fromMe = id.startsWith("true");
        return event("message.any", """
                {"id":"%s","timestamp":1795600000,"from":"%s","to":"%s","fromMe":%s,"body":"%s","hasMedia":false}""".formatted(id, fromMe ? "5511900000001@c.us" : chat, chat, fromMe, body));
    }

    private String event(String name, String payload) {
        return """
                {"id":"evt_%s","timestamp":1795600000000,"event":"%s","session":"%s","engine":"NOWEB",
                 "me":{"id":"5511900000001@c.us"},"payload":%s}""".formatted(newName(), name, session, payload);
    }

    private void post(String event) {
        assertThat(postEvent(event).body()).isEqualTo("{\"success\":true,\"outcome\":\"stored\"}");
    }
}
