package com.tradingsystem.whatsapp.gateway.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactIntegrationTests extends RunningGateway {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final String session = newName();
    private final ArchiveRows rows = newSession(session);
    private final String list = "/api/contacts/" + session;

    @Test
    void list_keepsTheFieldsOfTheStackBefore() {
        contact("5511987654321@c.us", "individual", 0, Map.of("push_name", "Ana", "phone_number", "5511987654321"));
        rows.insert("lid_links", Map.of("lid", "90000000000077@lid", "phone", "5511987654321@c.us"));

        JsonNode contact = get(list).json().at("/contacts/0");

        assertThat(contact.get("id").isTextual()).isTrue();
        assertThat(contact.get("whatsapp_id").asText()).isEqualTo("5511987654321@c.us");
        assertThat(contact.get("session_name").asText()).isEqualTo(session);
        assertThat(contact.get("contact_type").asText()).isEqualTo("individual");
        assertThat(contact.get("name").isNull()).isTrue();
        assertThat(contact.get("push_name").asText()).isEqualTo("Ana");
        assertThat(contact.get("phone_number").asText()).isEqualTo("5511987654321");
        assertThat(contact.get("group_name").isNull()).isTrue();
        assertThat(contact.get("is_group").asBoolean()).isFalse();
        assertThat(contact.get("is_contact").asBoolean()).isFalse();
        assertThat(contact.get("last_seen_at").asText()).isEqualTo("2026-05-04T12:00:00Z");
        assertThat(contact.get("created_at").isTextual()).isTrue();
        assertThat(contact.at("/lids/0").asText()).isEqualTo("90000000000077@lid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"individual", "group", "broadcast", "channel"})
    void type_narrowsTheList(String type) {
        contact("1@c.us", "individual", 0, Map.of());
        contact("1@g.us", "group", 0, Map.of());
        contact("status@broadcast", "broadcast", 0, Map.of());
        contact("1@newsletter", "channel", 0, Map.of());

        assertThat(get(list + "?type=" + type).json().findValuesAsText("contact_type"))
                .containsExactly(type);
    }

    @ParameterizedTest
    @CsvSource({"joao, João da Conceição", "CONCEIÇÃO, João da Conceição", "ana maria, Ana Maria", "98765-43, Ana Maria"
    })
    void q_findsNamesWithoutAccents_andNumbers(String q, String name) {
        contact("1@c.us", "individual", 0, Map.of("name", "João da Conceição"));
        contact("2@c.us", "individual", 0, Map.of("name", "Ana Maria", "phone_number", "5511987654321"));

        assertThat(get(list + "?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                        .json()
                        .findValuesAsText("name"))
                .containsExactly(name);
    }

    @Test
    void cursor_leadsThroughTheWholeList() {
        for (int i = 0; i < 7; i++) {
            contact(i + "@c.us", "individual", i / 3, Map.of());
        }
        List<String> down = new ArrayList<>();
        List<String> up = new ArrayList<>();
        Answer page = get(list + "?limit=3");
        assertThat(page.json().get("prev_cursor").isNull()).isTrue();
        while (true) {
            down.addAll(page.json().findValuesAsText("whatsapp_id"));
            if (page.json().get("next_cursor").isNull()) {
                break;
            }
            page = follow(page, "next");
        }
        while (true) {
            up.addAll(0, page.json().findValuesAsText("whatsapp_id"));
            if (page.json().get("prev_cursor").isNull()) {
                break;
            }
            page = follow(page, "prev");
        }

        assertThat(down).containsExactly("6@c.us", "5@c.us", "4@c.us", "3@c.us", "2@c.us", "1@c.us", "0@c.us");
        assertThat(up).isEqualTo(down);
        assertThat(page.header("Link")).contains("rel=\"next\"").doesNotContain("rel=\"prev\"");
    }

    private Answer follow(Answer page, String relation) {
        String cursor = page.json().get(relation + "_cursor").asText();
        assertThat(page.header("Link"))
                .contains("<" + list + "?limit=3&cursor=" + cursor + ">; rel=\"" + relation + "\"");
        return get(list + "?limit=3&cursor=" + cursor);
    }

    @ParameterizedTest
    @CsvSource({
        "type, person",
        "type, ''",
        "limit, 0",
        "limit, 201",
        "cursor, nonsense",
        "q, ''",
        "q, '   '",
        "offset, 1",
        "search, ana"
    })
    void badParameter_is400_andNamed(String parameter, String value) {
        assertBadParameter(
                get(list + "?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)), parameter);
    }

    @Test
    void cursorOfAnotherList_is400() {
        contact("1@c.us", "individual", 0, Map.of());
        contact("2@c.us", "individual", 0, Map.of());
        String cursor = get(list + "?limit=1").json().get("next_cursor").asText();

        assertBadParameter(get(list + "?type=individual&cursor=" + cursor), "cursor");
    }

    @Test
    void unknownSession_is404() {
        assertProblem(get("/api/contacts/not-there"), 404, "session-not-found");
    }

    @Test
    void nobodyMet_isAnEmptyList() {
        assertThat(get(list).body()).isEqualTo("{\"contacts\":[],\"next_cursor\":null,\"prev_cursor\":null}");
    }

    private void contact(String whatsappId, String type, int seconds, Map<String, Object> columns) {
        Map<String, Object> row = new HashMap<>(columns);
        row.put("whatsapp_id", whatsappId);
        row.put("contact_type", type);
        row.put("first_seen_at", NOON.plusSeconds(seconds));
        row.put("last_seen_at", NOON.plusSeconds(seconds));
        rows.insert("contacts", row);
    }
}
