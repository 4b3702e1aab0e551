package com.tradingsystem.whatsapp.gateway.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupIntegrationTests extends RunningGateway {

    private static final String GROUP = "120363000000000001@g.us";
    private static final String ANA = "5511900000001@c.us";
    private static final String BIA = "5511900000002@c.us";
    private static final String LID = "90000000000077@lid";
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final String session = newName();
    private final ArchiveRows rows = newSession(session);
    private final String address = "/api/groups/" + session + "/" + GROUP;

    @Test
    void group_tellsItsNameAndHowManyAreInIt() {
        contact(GROUP, "group", "Família");
        event(ANA, 0, "join", "participant");
        event(ANA, 1, "promote", "admin");
        event(BIA, 2, "present", "participant");
        event("5511900000003@c.us", 0, "join", "participant");
        event("5511900000003@c.us", 3, "leave", "left");

        JsonNode group = get(address).json();

        assertThat(group.get("whatsapp_id").asText()).isEqualTo(GROUP);
        assertThat(group.get("session_name").asText()).isEqualTo(session);
        assertThat(group.get("group_name").asText()).isEqualTo("Família");
        assertThat(group.get("participants").asInt()).isEqualTo(2);
        assertThat(group.get("admins").asInt()).isEqualTo(1);
        assertThat(group.get("participants_reported_at").asText()).isEqualTo("2026-05-04T12:00:03Z");
    }

    @Test
    void groupOfWhichOnlyMembersAreKnown_isThere() {
        event(ANA, 0, "present", "superadmin");

        JsonNode group = get("/api/groups/" + session + "/120363000000000001").json();

        assertThat(group.get("group_name").isNull()).isTrue();
        assertThat(group.get("first_seen_at").isNull()).isTrue();
        assertThat(group.get("admins").asInt()).isEqualTo(1);
    }

    @Test
    void groupThatNobodyIsIn_hasNoParticipants() {
        contact(GROUP, "group", "Vazio");

        assertThat(get(address + "/participants").json().get("participants")).isEmpty();
        assertThat(get(address + "/changes").json().get("changes")).isEmpty();
    }

    @Test
    void participants_haveNamesAndRoles_underTheirPhoneNumbers() {
        rows.insert("lid_links", Map.of("lid", LID, "phone", ANA));
        contact(ANA, "individual", "Ana");
        event(LID, 0, "join", "admin");
        event(BIA, 1, "join", "participant");

        JsonNode participants = get(address + "/participants").json().get("participants");

        assertThat(participants.findValuesAsText("whatsapp_id")).containsExactly(ANA, BIA);
        assertThat(participants.at("/0/name").asText()).isEqualTo("Ana");
        assertThat(participants.at("/0/lids/0").asText()).isEqualTo(LID);
        assertThat(participants.at("/0/role").asText()).isEqualTo("admin");
        assertThat(participants.at("/0/since").asText()).isEqualTo("2026-05-04T12:00:00Z");
        assertThat(participants.at("/1/name").isNull()).isTrue();
        assertThat(get(address + "/participants?role=admin").json().findValuesAsText("whatsapp_id"))
                .containsExactly(ANA);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-04T11:59:59Z, ''",
        "2026-05-04T12:00:00Z, participant",
        "2026-05-04T12:00:01Z, admin",
        "2026-05-04T12:00:02Z, ''",
        "1777896000, participant"
    })
    void asOf_tellsWhoWasInItThen(String asOf, String role) {
        event(ANA, 0, "join", "participant");
        event(ANA, 1, "promote", "admin");
        event(ANA, 2, "leave", "left");

        Answer answer = get(address + "/participants?as_of=" + asOf);

        assertThat(answer.json().findValuesAsText("role")).isEqualTo(role.isEmpty() ? List.of() : List.of(role));
        assertThat(answer.json().get("as_of").asText()).startsWith("2026-05-04T1");
    }

    @Test
    void cursors_leadThroughAllParticipants_andBack() {
        for (int i = 0; i < 7; i++) {
            event("551190000000" + i + "@c.us", 0, "join", "participant");
        }

        assertThat(walk(address + "/participants", "whatsapp_id"))
                .hasSize(7)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void cursors_leadThroughAllChanges_andBack() {
        for (int i = 0; i < 7; i++) {
            event("551190000000" + i + "@c.us", i / 3, "join", "participant");
            event("551190000000" + i + "@c.us", i / 3, "present", "participant");
        }
        event("5511900000000@c.us", 0, "promote", "admin");

        List<String> walked = walk(address + "/changes", "at");

        assertThat(walked).hasSize(8);
        assertThat(walked.reversed()).isSorted();
        assertThat(get(address + "/changes").json().findValuesAsText("change")).doesNotContain("present");
    }

    @ParameterizedTest
    @CsvSource({
        "/participants, as_of, 2999-01-01",
        "/participants, as_of, yesterday",
        "/participants, role, ''",
        "/participants, cursor, nonsense",
        "/participants, limit, 201",
        "/participants, offset, 1",
        "/changes, cursor, nonsense",
        "/changes, as_of, 2026-01-01",
        "'', limit, 1"
    })
    void badParameter_isNamed(String route, String parameter, String value) {
        assertBadParameter(get(address + route + "?" + parameter + "=" + value), parameter);
    }

    @Test
    void cursorOfAnotherTimeOrGroup_isRefused() {
        for (int i = 0; i < 3; i++) {
            event("551190000000" + i + "@c.us", 0, "join", "participant");
        }
        String cursor =
                get(address + "/participants?limit=1").json().get("next_cursor").asText();

        assertBadParameter(get(address + "/participants?as_of=2026-06-01&cursor=" + cursor), "cursor");
        assertBadParameter(get(address + "/changes?cursor=" + cursor), "cursor");
        assertBadParameter(get("/api/groups/" + session + "/2@g.us/participants?cursor=" + cursor), "cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/participants", "/changes"})
    void unknownGroup_andWhatIsNone_areNotFound(String route) {
        contact(ANA, "individual", "Ana");

        for (String group : List.of("1@g.us", "1", ANA, "nonsense", "a%20b@g.us")) {
            assertProblem(get("/api/groups/" + session + "/" + group + route), 404, "group-not-found");
        }
        assertProblem(get("/api/groups/not-there/" + GROUP + route), 404, "session-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/participants", "/changes"})
    void sessionOfOthers_isAsIfItWereNotThere(String route) {
        event(ANA, 0, "join", "participant");

        Answer answer = getAnonymously(address + route, "X-Api-Token", TENANT_TOKEN);

        assertProblem(answer, 404, "session-not-found");
    }

    private List<String> walk(String list, String member) {
        List<String> down = new ArrayList<>();
        List<String> up = new ArrayList<>();
        JsonNode page = get(list + "?limit=2").json();
        assertThat(page.get("prev_cursor").isNull()).isTrue();
        while (true) {
            down.addAll(page.findValuesAsText(member));
            if (page.get("next_cursor").isNull()) {
                break;
            }
            page = get(list + "?limit=2&cursor=" + page.get("next_cursor").asText())
                    .json();
        }
        while (true) {
            up.addAll(0, page.findValuesAsText(member));
            if (page.get("prev_cursor").isNull()) {
                break;
            }
            page = get(list + "?limit=2&cursor=" + page.get("prev_cursor").asText())
                    .json();
        }
        assertThat(up).isEqualTo(down);
        return down;
    }

    private void event(String member, int second, String change, String role) {
        rows.insert(
                "group_membership_events",
                Map.of(
                        "group_id",
                        GROUP,
                        "member_id",
                        member,
                        "at",
                        NOON.plusSeconds(second),
                        "change",
                        change,
                        "role",
                        role));
    }

    private void contact(String whatsappId, String type, String name) {
        rows.insert(
                "contacts",
                Map.of(
                        "whatsapp_id",
                        whatsappId,
                        "contact_type",
                        type,
                        type.equals("group") ? "group_name" : "name",
                        name,
                        "first_seen_at",
                        NOON,
                        "last_seen_at",
                        NOON));
    }
}
