package com.tradingsystem.whatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two messages are never one, and only its author, or a group's admin, changes a message: told by webhooks, asked over REST. The
 * sender of a message chooses its core id, and everybody in a chat knows the ids of its messages.
 */
class DisputedMessagesIntegrationTests extends RunningGateway {

    private static final String GROUP = "120363400000000005@g.us";
    private static final String ANA = "5511944440001@c.us";
    private static final String ANA_LID = "90000000000041@lid";
    private static final String BIA = "5511944440009@c.us";

    private final String session = newName();
    private int events;

    @Test
    void postsWithOneNumberInTwoChannels_areTwoMessages() {
        postEvents("/disputed/two-channels-one-post-number.json", session);

        assertThat(bodies("120363111111111111@newsletter")).containsExactly("Canal A, post 101");
        assertThat(bodies("120363222222222222@newsletter")).containsExactly("Canal B, post 101");
    }

    @Test
    void idTakenByAStrangerInHisChat_isAnotherMessage() {
        postEvents("/disputed/same-id-in-another-chat.json", session);

        assertThat(bodies("5511922220001@c.us")).containsExactly("Spam do estranho");
        assertThat(bodies("5511922220002@c.us")).containsExactly("Pedido importante do cliente");
    }

    @Test
    void photoUnderATakenPostNumber_hangsOnItsOwnPost() {
        postEvents("/disputed/photo-under-a-taken-post-number.json", session);

        JsonNode textOnly = messages("120363111111111152@newsletter").get(0);
        JsonNode photo = messages("120363222222222252@newsletter").get(0);
        assertThat(textOnly.get("has_media").asBoolean()).isFalse();
        assertThat(textOnly.get("media_id").isNull()).isTrue();
        assertThat(photo.get("has_media").asBoolean()).isTrue();
        assertThat(photo.get("media_id").asText()).isNotEmpty();
    }

    @Test
    void memberWhoDeletesAnothersMessage_isNotHeard() {
        postEvents("/disputed/member-deletes-anothers-message.json", session);

        JsonNode message = message(GROUP, "3EB0VICTIM0000000005");
        assertThat(message.get("body").asText()).isEqualTo("Combinado: R$ 5.000");
        assertThat(message.get("is_deleted").asBoolean()).isFalse();
        assertThat(message.at("/revocations/0/applied").asBoolean()).isFalse();
        assertThat(message.at("/revocations/0/reason").asText()).isEqualTo("not_author");
        assertThat(message.at("/revocations/0/revoker").asText()).isEqualTo(BIA);
    }

    @Test
    void partnerWhoEditsMyMessage_isNotHeard() {
        postEvents("/disputed/partner-edits-my-message.json", session);

        JsonNode message = message("5511955550001@c.us", "3EB0MINE000000000007");
        assertThat(message.get("body").asText()).isEqualTo("O total é R$ 5.000");
        assertThat(message.get("edited_at").isNull()).isTrue();
        assertThat(message.at("/edits/0/applied").asBoolean()).isFalse();
        assertThat(message.at("/edits/0/reason").asText()).isEqualTo("not_author");
        assertThat(message.at("/edits/0/body").asText()).isEqualTo("O total é R$ 50");
    }

    @Test
    void strangerWhoEditsFromAnotherChat_isNotHeard() {
        postEvents("/disputed/stranger-edits-from-another-chat.json", session);

        JsonNode message = message("5511955550001@c.us", "3EB0MINE000000000009");
        assertThat(message.get("body").asText()).isEqualTo("O total é R$ 5.000");
        assertThat(message.at("/edits/0/applied").asBoolean()).isFalse();
        assertThat(message.at("/edits/0/reason").asText()).isEqualTo("other_chat");
    }

    @Test
    void strangerErasesNothing() {
        postEvents("/disputed/erasure-victim.json", session);
        policy("erase");
        postEvents("/disputed/erasure-by-a-stranger.json", session);

        JsonNode message = message("5511955550001@c.us", "3EB0MINE000000000010");
        assertThat(message.get("body").asText()).isEqualTo("Contrato fechado em R$ 5.000");
        assertThat(SharedDatabase.get()
                        .jdbc()
                        .sql(
                                "select count(*) from whatsapp_gateway.webhook_events where session_name = ? and body = ''")
                        .params(session)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void reactionFromAnotherChat_isNoneHere() {
        postEvents("/disputed/reaction-from-another-chat.json", session);

        assertThat(messages("5511955550001@c.us").get(0).get("reactions")).isEmpty();
    }

    @Test
    void sameIdFromTwoMembers_isTwoMessages_andTheFullIdTellsThem() {
        post(groupMessage("SAME", ANA, "da Ana"));
        post(groupMessage("SAME", BIA, "da Bia"));

        assertThat(bodies(GROUP)).containsExactlyInAnyOrder("da Ana", "da Bia");
        assertThat(message(GROUP, "false_" + GROUP + "_SAME_" + ANA).get("body").asText())
                .isEqualTo("da Ana");
        assertThat(message(GROUP, "false_" + GROUP + "_SAME_" + BIA).get("body").asText())
                .isEqualTo("da Bia");
    }

    @Test
    void memberWhoTookAnId_editsOnlyHisOwn() {
        post(groupMessage("SAME", ANA, "da Ana"));
        post(groupMessage("SAME", BIA, "da Bia"));
        post(edit("SAME", BIA, "mudado"));

        assertThat(message(GROUP, "false_" + GROUP + "_SAME_" + ANA).get("body").asText())
                .isEqualTo("da Ana");
        assertThat(message(GROUP, "false_" + GROUP + "_SAME_" + BIA).get("body").asText())
                .isEqualTo("mudado");
    }

    @Test
    void authorUnderHisHiddenId_isHeard_onceThatIsKnown() {
        post(groupMessage("CORE", ANA, "antes"));
        post(edit("CORE", ANA_LID, "depois"));
        assertThat(message(GROUP, "CORE").get("body").asText()).isEqualTo("antes");

        post(event("message.any", """
                {"id":"false_%s_LINK","timestamp":1795600100,"from":"%s","fromMe":false,"body":"oi","hasMedia":false,
                 "_data":{"key":{"remoteJid":"%s","remoteJidAlt":"5511944440001@s.whatsapp.net","fromMe":false,"id":"LINK"},
                          "messageTimestamp":1795600100,"message":{"conversation":"oi"}}}""".formatted(ANA_LID, ANA_LID, ANA_LID)));

        await(() -> message(GROUP, "CORE").get("body").asText().equals("depois"));
        assertThat(message(GROUP, "CORE").at("/edits/0/applied").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void admin_deletesAnothersMessage_whenEverThatIsLearnt(boolean roleFirst) {
        if (roleFirst) {
            post(participants(BIA, "admin"));
        }
        post(groupMessage("CORE", ANA, "apagar"));
        post(revocation("CORE", BIA));
        if (!roleFirst) {
            assertThat(message(GROUP, "CORE").get("is_deleted").asBoolean()).isFalse();
            post(participants(BIA, "admin"));
        }

        JsonNode message = message(GROUP, "CORE");
        assertThat(message.get("is_deleted").asBoolean()).isTrue();
        assertThat(message.get("deleted_by").asText()).isEqualTo(BIA);
        assertThat(message.at("/revocations/0/applied").asBoolean()).isTrue();
    }

    @Test
    void revocationThatBecomesValid_erasesThen() {
        policy("erase");
        post(groupMessage("CORE", ANA, "segredo"));
        post(revocation("CORE", BIA));
        assertThat(stored("select body from whatsapp_gateway.messages where session_name = ?"))
                .containsExactly("segredo");

        post(participants(BIA, "superadmin"));

        assertThat(stored("select coalesce(body, '') from whatsapp_gateway.messages where session_name = ?"))
                .containsExactly("");
    }

    @Test
    void floodOfForeignEdits_isBounded_andThePageStaysTheSame() {
        post(groupMessage("CORE", ANA, "certo"));
        for (int i = 0; i < 150; i++) {
            post(edit("CORE", BIA, "errado " + i));
        }

        assertThat(message(GROUP, "CORE").get("body").asText()).isEqualTo("certo");
        assertThat(message(GROUP, "CORE").get("edits")).hasSize(100);
        assertThat(bodies(GROUP)).containsExactly("certo");
    }

    @Test
    void strangerWhoKnowsEveryId_changesNothing() {
        String stranger = "5511955559999@c.us";
        post(groupMessage("ONE", ANA, "um"));
        post(event("message.any", direct("TWO", ANA, true, "dois")));
        post(event("message.any", direct("THREE", ANA, false, "três")));
        String before = everything();
        for (String core : List.of("ONE", "TWO", "THREE")) {
            post(event("message.any", direct(core, stranger, false, "meu")));
            post(event("message.edited", """
                    {"id":"false_%1$s_E%2$s","timestamp":1795600300,"from":"%1$s","fromMe":false,"body":"forjado",
                     "editedMessageId":"%2$s"}""".formatted(stranger, core)));
            post(event("message.revoked", """
                    {"after":{"id":"false_%1$s_R%2$s","timestamp":1795600300,"from":"%1$s","fromMe":false},
                     "revokedMessageId":"%2$s"}""".formatted(stranger, core)));
            post(event("message.reaction", """
                    {"id":"false_%1$s_A%2$s","timestamp":1795600300,"from":"%1$s","fromMe":false,
                     "reaction":{"text":"👎","messageId":"true_%3$s_%2$s"}}""".formatted(stranger, core, ANA)));
            post(event("message.ack", """
                    {"id":"true_%1$s_%2$s","from":"%1$s","to":"%1$s","fromMe":true,"ack":4,"ackName":"PLAYED"}""".formatted(stranger, core)));
        }

        assertThat(everything()).isEqualTo(before);
    }

    private String everything() {
        return messages(GROUP).toString() + messages(ANA);
    }

    private String direct(String core, String chat, boolean fromMe, String body) {
        return """
                {"id":"%1$s_%2$s_%3$s","timestamp":1795600200,"from":"%4$s","to":"%2$s","fromMe":%1$s,"body":"%5$s",
                 "hasMedia":false,"ack":1}""".formatted(fromMe, chat, core, fromMe ? "5511900000001@c.us" : chat, body);
    }

    private String groupMessage(String core, String author, String body) {
        return event("message.any", """
                {"id":"false_%1$s_%2$s_%3$s","timestamp":1795600000,"from":"%1$s","participant":"%3$s","fromMe":false,
                 "body":"%4$s","hasMedia":false}""".formatted(GROUP, core, author, body));
    }

    private String edit(String core, String editor, String body) {
        return event("message.edited", """
                {"id":"false_%1$s_E%5$d_%3$s","timestamp":%6$d,"from":"%1$s","participant":"%3$s","fromMe":false,
                 "body":"%4$s","editedMessageId":"%2$s"}""".formatted(GROUP, core, editor, body, events, 1795600010 + events));
    }

    private String revocation(String core, String revoker) {
        return event("message.revoked", """
                {"after":{"id":"false_%1$s_R_%3$s","timestamp":1795600050,"from":"%1$s","participant":"%3$s","fromMe":false},
                 "revokedMessageId":"%2$s"}""".formatted(GROUP, core, revoker));
    }

    private String participants(String member, String role) {
        return event("group.v2.participants", """
                {"type":"promote","timestamp":1795599990000,"group":{"id":"%s"},
                 "participants":[{"id":"%s","role":"%s"}]}""".formatted(GROUP, member, role));
    }

    private String event(String name, String payload) {
        events++;
        return """
                {"id":"evt_%s","timestamp":%d,"event":"%s","session":"%s","engine":"NOWEB",
                 "me":{"id":"5511900000001@c.us","lid":"90000000000001@lid"},"payload":%s}""".formatted(newName(), 1795600000000L + events, name, session, payload);
    }

    private void policy(String policy) {
        SharedDatabase.get()
                .jdbc()
                .sql("update whatsapp_gateway.sessions set revoke_policy = ? where session_name = ?")
                .params(policy, session)
                .update();
        if (stored("select session_name from whatsapp_gateway.sessions where session_name = ?")
                .isEmpty()) {
            SharedDatabase.get()
                    .jdbc()
                    .sql("insert into whatsapp_gateway.sessions (session_name, revoke_policy) values (?, ?)")
                    .params(session, policy)
                    .update();
        }
    }

    private List<String> stored(String sql) {
        return SharedDatabase.get()
                .jdbc()
                .sql(sql)
                .params(session)
                .query(String.class)
                .list();
    }

    private void post(String event) {
        assertThat(postEvent(event).body()).isEqualTo("{\"success\":true,\"outcome\":\"stored\"}");
    }

    private List<String> bodies(String chat) {
        return messages(chat).findValuesAsText("body");
    }

    private JsonNode messages(String chat) {
        return get("/api/messages/" + session + "/" + chat).json().get("messages");
    }

    private JsonNode message(String chat, String id) {
        return get("/api/messages/" + session + "/" + chat + "/" + id).json().get("message");
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < 100 && !condition.getAsBoolean(); i++) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
