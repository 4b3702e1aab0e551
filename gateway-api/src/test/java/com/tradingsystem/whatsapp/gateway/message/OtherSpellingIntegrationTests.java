package com.tradingsystem.whatsapp.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.gateway.SharedDatabase;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number asked for as people write it, of which WhatsApp has another form. */
class OtherSpellingIntegrationTests extends RunningGateway {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String SHORT = "553177776666";
    private static final String LONG = "5531977776666";

    private final String session = newName();
    private final ArchiveRows rows = newSession(session);
    private final String messages = "/api/messages/" + session + "/";
    private final String contacts = "/api/contacts/" + session;
    private final String sync = "/api/sync/" + session + "/";

    @ParameterizedTest
    @CsvSource({
        "553177776666, 5531977776666",
        "5531977776666, 553177776666",
        "5531977776666, %2B553177776666",
        "553177776666, 5531977776666@s.whatsapp.net",
        "5215512345678, 525512345678@c.us",
        "525512345678, 5215512345678",
        "5491123456789, 541123456789",
        "541123456789, 5491123456789"
    })
    void chat_isFoundByTheOtherForm(String kept, String asked) {
        rows.message(kept + "@c.us", NOON, "FIRST").message(kept + "@c.us", NOON.plusSeconds(1), "SECOND");

        Answer page = get(messages + asked + "?limit=1");
        assertThat(cores(page)).containsExactly("SECOND");
        assertThat(page.json().at("/messages/0/chat_id").asText()).isEqualTo(kept + "@c.us");
        String link = page.header("Link");
        assertThat(cores(get(link.substring(1, link.indexOf('>'))))).containsExactly("FIRST");
        assertThat(get(messages + asked + "/FIRST")
                        .json()
                        .at("/message/core_id")
                        .asText())
                .isEqualTo("FIRST");
        assertProblem(get(messages + asked + "/THIRD"), 404, "message-not-found");
    }

    @Test
    void chatThatIsKeptUnderAHiddenId_isFoundByTheOtherForm() {
        rows.insert("lid_links", Map.of("lid", "90000000000077@lid", "phone", SHORT + "@c.us"))
                .message("90000000000077@lid", NOON, "CORE");

        assertThat(cores(get(messages + LONG))).containsExactly("CORE");
    }

    @Test
    void formsThatBothExist_areEachItself() {
        rows.message(SHORT + "@c.us", NOON, "IN_SHORT").message(LONG + "@c.us", NOON, "IN_LONG");
        contact(SHORT);
        contact(LONG);

        assertThat(cores(get(messages + SHORT))).containsExactly("IN_SHORT");
        assertThat(cores(get(messages + LONG))).containsExactly("IN_LONG");
        assertProblem(get(messages + LONG + "/IN_SHORT"), 404, "message-not-found");
        assertThat(found(SHORT)).containsExactly(SHORT);
        assertThat(found(LONG)).containsExactly(LONG);
        assertThat(ask(LONG).json().at("/requested/chat_id").asText()).isEqualTo(LONG + "@c.us");
    }

    @Test
    void contactWithoutMessages_keepsItsOwnEmptyChat() {
        rows.message(SHORT + "@c.us", NOON, "IN_SHORT");
        contact(LONG);

        assertThat(cores(get(messages + LONG))).isEmpty();
    }

    @Test
    void landline_isNotFoundByANumberThatLooksLikeItsOther() {
        rows.message("553132224444@c.us", NOON, "CORE");
        contact("553132224444");

        assertProblem(get(messages + "5531932224444"), 404, "chat-not-found");
        assertThat(found("5531932224444")).isEmpty();
        assertProblem(ask("5531932224444"), 404, "chat-not-found");
    }

    @Test
    void otherSession_isNotLookedAt() {
        newSession(session + "-2").message(SHORT + "@c.us", NOON, "CORE");

        assertProblem(get(messages + LONG), 404, "chat-not-found");
    }

    @Test
    void contact_isFoundByTheOtherForm() {
        contact(SHORT);

        assertThat(found(LONG)).containsExactly(SHORT);
        assertThat(found("%2B55%20(31)%2097777-6666")).containsExactly(SHORT);
        assertThat(get(contacts + "?type=group&q=" + LONG).json().get("contacts"))
                .isEmpty();
    }

    @Test
    void sync_isAskedForAndToldOfByTheOtherForm() {
        contact(SHORT);

        assertThat(ask(LONG).json().at("/requested/chat_id").asText()).isEqualTo(SHORT + "@c.us");
        assertThat(get(sync + LONG + "/coverage").json().at("/coverage/chat_id").asText())
                .isEqualTo(SHORT + "@c.us");
        assertThat(SharedDatabase.get()
                        .jdbc()
                        .sql("select chat_id from whatsapp_gateway.sync_state where session_name = :session")
                        .param("session", session)
                        .query(String.class)
                        .list())
                .containsExactly(SHORT + "@c.us");
    }

    private void contact(String number) {
        rows.insert(
                "contacts",
                Map.of(
                        "whatsapp_id", number + "@c.us",
                        "contact_type", "individual",
                        "phone_number", number,
                        "first_seen_at", NOON,
                        "last_seen_at", NOON));
    }

    private List<String> found(String number) {
        return get(contacts + "?q=" + number).json().findValuesAsText("phone_number");
    }

    private Answer ask(String number) {
        return send(request(sync + number).header("X-Api-Token", API_TOKEN).POST(BodyPublishers.noBody()));
    }

    private static List<String> cores(Answer page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.json().findValuesAsText("core_id");
    }
}
