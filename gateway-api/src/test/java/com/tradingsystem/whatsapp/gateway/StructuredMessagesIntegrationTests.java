package com.tradingsystem.whatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was chosen, paid or offered is a message's body, found by its words. */
class StructuredMessagesIntegrationTests extends RunningGateway {

    private final String session = newName();

    @Test
    void answersToButtons_haveWhatWasChosenAsTheirBody() {
        postEvents("/structured/answers-to-buttons.json", session);

        assertThat(messages("5511955550001@c.us")).allSatisfy(message -> {
            assertThat(message.get("body").asText()).isNotBlank();
            assertThat(message.get("message_type").asText()).isNotEqualTo("unknown");
        });
        assertThat(messages("5511955550001@c.us").findValuesAsText("body")).contains("Sim, confirmo");
        assertThat(found("confirmo")).contains("3EB0F1");
    }

    @Test
    void pixKey_isFoundByTheKeyAndItsHolder() {
        postEvents("/structured/pix-key.json", session);

        assertThat(messages("5511955550051@c.us").findValuesAsText("body"))
                .singleElement()
                .asString()
                .contains("chave@exemplo.com", "Loja");
        assertThat(found("chave@exemplo.com")).containsExactly("3EB0PIX");
        assertThat(found("loja")).containsExactly("3EB0PIX");
    }

    @Test
    void numberAskedForWithItsNinthDigit_findsTheChatWithoutIt() {
        postEvents("/structured/number-without-ninth-digit.json", session);

        assertThat(messages("553177776666@c.us").findValuesAsText("body")).containsExactly("jid sem o nono dígito");
        assertThat(messages("5531977776666@c.us").findValuesAsText("body")).containsExactly("jid sem o nono dígito");
    }

    private JsonNode messages(String chat) {
        return get("/api/messages/" + session + "/" + chat).json().get("messages");
    }

    private List<String> found(String words) {
        return SharedDatabase.get()
                .jdbc()
                .sql("select core_id from whatsapp_gateway.search_messages(?, ?)")
                .params(session, words)
                .query(String.class)
                .list();
    }
}
