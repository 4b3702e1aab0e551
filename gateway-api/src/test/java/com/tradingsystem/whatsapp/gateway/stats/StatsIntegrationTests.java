package com.tradingsystem.whatsapp.gateway.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatsIntegrationTests extends RunningGateway {

    private static final String ANA = "5511900000001@c.us";
    private static final String BIA = "5511900000002@c.us";
    private static final String LID = "90000000000077@lid";
    private static final String GROUP = "120363000000000001@g.us";
    private static final List<String> ROUTES =
            List.of("messages", "hours", "responses", "unanswered", "members", "files", "contacts");

    private final String session = newName();
    private final ArchiveRows rows = newSession(session);
    private int written;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The clock goes on from 0:00 to 1:00 on the 4th, which has 23 hours.
                "America/Sao_Paulo | 2018-11-03 | 2018-11-06 | 2018-11-04T02:59:59Z 2018-11-04T03:00:00Z 2018-11-05T01:59:59Z 2018-11-05T02:00:00Z"
                        + "| 2018-11-03T03:00:00Z=1 2018-11-04T03:00:00Z=2 2018-11-05T02:00:00Z=1",
                // It goes back from 0:00 of the 18th to 23:00, so that the 17th has 25.
                "America/Sao_Paulo | 2018-02-17 | 2018-02-19 | 2018-02-17T01:59:59Z 2018-02-18T02:30:00Z 2018-02-18T03:00:00Z"
                        + "| 2018-02-17T02:00:00Z=1 2018-02-18T03:00:00Z=1",
                "Europe/Berlin | 2026-03-29 | 2026-03-31 | 2026-03-28T22:59:59Z 2026-03-28T23:00:00Z 2026-03-29T21:59:59Z 2026-03-29T22:00:00Z"
                        + "| 2026-03-28T23:00:00Z=2 2026-03-29T22:00:00Z=1",
                "Europe/Berlin | 2025-10-26 | 2025-10-27 | 2025-10-25T22:00:00Z 2025-10-26T22:59:59Z 2025-10-26T23:00:00Z | 2025-10-25T22:00:00Z=2",
                // Midnight comes twice, and the day begins with the first.
                "America/Havana | 2025-11-02 | 2025-11-03 | 2025-11-02T03:59:59Z 2025-11-02T04:30:00Z 2025-11-02T05:30:00Z | 2025-11-02T04:00:00Z=2",
                // Midnight is no whole hour in UTC.
                "Asia/Kolkata | 2026-05-04 | 2026-05-06 | 2026-05-03T18:29:59Z 2026-05-03T18:30:00Z 2026-05-04T18:29:59Z 2026-05-04T18:30:00Z"
                        + "| 2026-05-03T18:30:00Z=2 2026-05-04T18:30:00Z=1"
            })
    void days_areThoseOfTheZone(String zone, String from, String to, String times, String counts) {
        for (String time : times.split(" ", -1)) {
            write(ANA, time, false);
        }

        assertThat(counts("messages?zone=" + zone + "&from=" + from + "&to=" + to, "starts_at"))
                .containsExactly(counts.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "America/Sao_Paulo, 2018-11-04, 2018-11-05, 23",
        "America/Sao_Paulo, 2018-02-17, 2018-02-18, 25",
        "Europe/Berlin, 2026-03-29, 2026-03-30, 23",
        "Europe/Berlin, 2025-10-26, 2025-10-27, 25",
        "Asia/Kolkata, 2026-05-04, 2026-05-05, 24"
    })
    void dayHasItsHours(String zone, String from, String to, int hours) {
        assertThat(ask("messages?by=hour&zone=" + zone + "&from=" + from + "&to=" + to))
                .hasSize(hours);
    }

    @Test
    void months_haveTheirBorders_andEmptyOnesAreThere() {
        write(ANA, "2026-03-31T21:59:59Z", false);
        write(ANA, "2026-03-31T22:00:00Z", true);
        write(ANA, "2026-05-31T21:59:59Z", false);

        List<JsonNode> months = ask("messages?by=month&zone=Europe/Berlin&from=2026-03-15&to=2026-06-01");

        assertThat(counts(months, "starts_at"))
                .containsExactly("2026-02-28T23:00:00Z=1", "2026-03-31T22:00:00Z=1", "2026-04-30T22:00:00Z=1");
        assertThat(months.get(1).get("sent").asInt()).isEqualTo(1);
        assertThat(months.get(1).get("received").asInt()).isZero();
        assertThat(counts("messages?by=week&from=2026-04-01&to=2026-04-13", "starts_at"))
                .containsExactly("2026-03-30T00:00:00Z=2", "2026-04-06T00:00:00Z=0");
    }

    @Test
    void groups_areTheLargest_eachWithItsEmptyDays_andAChatIsOne() {
        rows.insert("lid_links", Map.of("lid", LID, "phone", ANA));
        write(ANA, "2026-05-04T10:00:00Z", false);
        write(LID, "2026-05-04T11:00:00Z", false);
        write(BIA, "2026-05-05T11:00:00Z", true);
        String days = "messages?from=2026-05-04&to=2026-05-06";

        assertThat(counts(days + "&group=chat", "group_key"))
                .containsExactly(ANA + "=2", BIA + "=0", ANA + "=0", BIA + "=1");
        assertThat(counts(days + "&group=chat&limit=1", "group_key")).containsExactly(ANA + "=2", ANA + "=0");
        assertThat(counts(days + "&group=sender", "group_key")).containsExactly(ANA + "=2", "me=0", ANA + "=0", "me=1");
        assertThat(counts(days + "&group=kind", "group_key")).containsExactly("text=2", "text=1");
        assertThat(counts(days + "&chat=" + LID, "starts_at"))
                .containsExactly("2026-05-04T00:00:00Z=2", "2026-05-05T00:00:00Z=0");
        assertThat(counts(days + "&chat=5511900000002&zone=Asia/Kolkata&group=chat", "group_key"))
                .containsExactly(BIA + "=0", BIA + "=1");
    }

    @Test
    void hours_areThoseOfTheZonesWeek() {
        write(ANA, "2026-05-04T02:30:00Z", false);
        write(ANA, "2026-05-11T02:45:00Z", true);
        write(ANA, "2026-05-11T03:00:00Z", false);

        List<JsonNode> week = ask("hours?zone=America/Sao_Paulo&from=2026-05-01&to=2026-06-01");

        assertThat(week).hasSize(168);
        assertThat(week.stream().filter(hour -> hour.get("messages").asInt() > 0))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"weekday\":1,\"hour\":0,\"messages\":1,\"sent\":0,\"received\":1}",
                        "{\"weekday\":7,\"hour\":23,\"messages\":2,\"sent\":1,\"received\":1}");
    }

    @Test
    void hours_ofAZoneWithHalfHours_areExact() {
        write(ANA, "2026-05-04T03:29:59Z", false);
        write(ANA, "2026-05-04T03:30:00Z", false);

        assertThat(ask("hours?zone=Asia/Kolkata&from=2026-05-04&to=2026-05-05").stream()
                        .filter(hour -> hour.get("messages").asInt() > 0)
                        .map(hour -> hour.get("hour").asInt()))
                .containsExactly(8, 9);
    }

    /** Ana waits 60 s, 120 s and in vain; we wait 30 s for her. What was said before the range began her first wait is no wait of it. */
    @Test
    void responses_areCountedFromTheFirstWordOfASideToTheNextOfTheOther() {
        rows.insert("lid_links", Map.of("lid", LID, "phone", ANA));
        write(BIA, "2026-05-03T23:59:00Z", false);
        write(BIA, "2026-05-04T00:01:00Z", false);
        write(BIA, "2026-05-04T00:02:00Z", true);
        write(ANA, "2026-05-04T12:00:00Z", false);
        write(LID, "2026-05-04T12:00:30Z", false);
        write(ANA, "2026-05-04T12:01:00Z", true);
        write(LID, "2026-05-04T12:01:30Z", false);
        write(ANA, "2026-05-04T12:03:30Z", true);
        write(ANA, "2026-05-04T13:00:00Z", "message_type", "notification");
        write(ANA, "2026-05-05T12:00:00Z", false);
        write(GROUP, "2026-05-04T12:00:00Z", false);

        assertThat(ask("responses?from=2026-05-04&to=2026-05-06"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        response("2026-05-04T00:00:00Z", "null", "us", 2, 0, "90.0", "114.0"),
                        // Bia never spoke again; Ana answered after 30 s, and a day later.
                        response("2026-05-04T00:00:00Z", "null", "them", 3, 1, "43110.0", "77574.0"),
                        response("2026-05-05T00:00:00Z", "null", "us", 1, 1, "null", "null"),
                        response("2026-05-05T00:00:00Z", "null", "them", 0, 0, "null", "null"));
        assertThat(ask("responses?group=chat&limit=1&by=month&from=2026-05-04&to=2026-05-06")
                        .getFirst())
                .hasToString(response("2026-05-01T00:00:00Z", '"' + ANA + '"', "us", 3, 1, "90.0", "114.0"));
    }

    @Test
    void unanswered_areThoseWhoseLastWordIsTheirs() {
        rows.insert("lid_links", Map.of("lid", LID, "phone", ANA));
        contact(ANA, "individual", "2026-05-01T00:00:00Z");
        write(ANA, "2026-05-04T12:00:00Z", true);
        write(ANA, "2026-05-04T12:01:00Z", false);
        write(LID, "2026-05-04T12:02:00Z", false);
        write(BIA, "2026-05-04T12:00:00Z", false);
        write(BIA, "2026-05-07T12:00:00Z", true);
        write("5511900000003@c.us", "2026-05-01T12:00:00Z", false);
        write("5511900000003@c.us", "2026-05-04T12:00:00Z", false);
        write(GROUP, "2026-05-04T12:00:00Z", false);

        assertThat(ask("unanswered?from=2026-05-03&to=2026-05-05"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"chat_id\":\"" + ANA + "\",\"name\":\"Name\",\"waiting_since\":\"2026-05-04T12:01:00Z\","
                                + "\"last_message_at\":\"2026-05-04T12:02:00Z\",\"messages\":2}");
        assertThat(ask("unanswered?from=2026-05-01&to=2026-05-05")).hasSize(2);
        assertThat(ask("unanswered?from=2026-05-01&to=2026-05-05&limit=1")).hasSize(1);
    }

    @Test
    void members_areThoseOfGroups_underOneAddressEach() {
        rows.insert("lid_links", Map.of("lid", LID, "phone", ANA));
        contact(ANA, "individual", "2026-05-01T00:00:00Z");
        write(GROUP, "2026-05-04T12:00:00Z", "from_whatsapp_id", LID);
        write(GROUP, "2026-05-04T12:01:00Z", "from_whatsapp_id", ANA);
        write(GROUP, "2026-05-04T12:02:00Z", true);
        write(GROUP, "2026-05-05T12:00:00Z", true);
        write("2@g.us", "2026-05-04T12:00:00Z", "from_whatsapp_id", BIA);
        write(BIA, "2026-05-04T12:00:00Z", false);

        assertThat(ask("members?chat=" + GROUP + "&from=2026-05-04&to=2026-05-05"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"member_id\":\"" + ANA + "\",\"name\":\"Name\",\"messages\":2,\"media\":0}",
                        "{\"member_id\":\"me\",\"name\":null,\"messages\":1,\"media\":0}");
        assertThat(counts("members?from=2026-05-04&to=2026-05-05", "member_id"))
                .containsExactly(ANA + "=2", BIA + "=1", "me=1");
    }

    @Test
    void files_haveTheSizeThatCame_orTheOneTheSenderGave() {
        file("2026-05-31T23:00:00Z", "image", "completed", 1000, 900);
        file("2026-05-01T02:59:59Z", "image", "completed", 1000, 900);
        file("2026-05-04T12:00:00Z", "image", "pending", 500, null);
        file("2026-06-01T03:00:00Z", "audio", "completed", 70, 70);

        assertThat(ask("files?zone=America/Sao_Paulo&from=2026-05-01&to=2026-07-01"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"starts_at\":\"2026-05-01T03:00:00Z\",\"kind\":\"audio\",\"files\":0,\"bytes\":0,\"stored_files\":0,\"stored_bytes\":0}",
                        "{\"starts_at\":\"2026-05-01T03:00:00Z\",\"kind\":\"image\",\"files\":2,\"bytes\":1400,\"stored_files\":1,\"stored_bytes\":900}",
                        "{\"starts_at\":\"2026-06-01T03:00:00Z\",\"kind\":\"audio\",\"files\":1,\"bytes\":70,\"stored_files\":1,\"stored_bytes\":70}",
                        "{\"starts_at\":\"2026-06-01T03:00:00Z\",\"kind\":\"image\",\"files\":0,\"bytes\":0,\"stored_files\":0,\"stored_bytes\":0}");
    }

    @Test
    void contacts_areNewInTheWeekOfTheirFirstSight() {
        contact(ANA, "individual", "2026-05-04T00:00:00Z");
        contact(BIA, "individual", "2026-05-10T23:59:59Z");
        contact(GROUP, "group", "2026-05-18T00:00:00Z");
        contact("1@newsletter", "channel", "2026-05-25T00:00:00Z");

        assertThat(ask("contacts?from=2026-05-04&to=2026-05-25"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"starts_at\":\"2026-05-04T00:00:00Z\",\"people\":2,\"groups\":0,\"others\":0}",
                        "{\"starts_at\":\"2026-05-11T00:00:00Z\",\"people\":0,\"groups\":0,\"others\":0}",
                        "{\"starts_at\":\"2026-05-18T00:00:00Z\",\"people\":0,\"groups\":1,\"others\":0}");
    }

    @Test
    void withoutARange_theLastDaysAreTold_andWhichTheyAre() {
        write(ANA, Instant.now().minusSeconds(1).toString(), false);

        JsonNode answer = get(address("messages")).json();

        assertThat(answer.get("zone").asText()).isEqualTo("UTC");
        assertThat(Instant.parse(answer.get("from").asText()))
                .isEqualTo(Instant.parse(answer.get("to").asText()).minusSeconds(30 * 86_400));
        assertThat(counts(list(answer), "starts_at").getLast()).endsWith("=1");
    }

    @ParameterizedTest
    @CsvSource({
        "messages, by, year",
        "messages, by, ''",
        "messages, zone, Sao_Paulo",
        "messages, zone, %2B03:00",
        "messages, zone, %27",
        "messages, from, yesterday",
        "messages, from, 2026-13-01",
        "messages, from, 2999-01-01",
        "messages, to, 1970-01-01",
        "messages, group, direction",
        "messages, group, ''",
        "messages, limit, 51",
        "messages, limit, 0",
        "messages, chat, no%20body",
        "responses, group, sender",
        "responses, limit, 51",
        "unanswered, limit, 201",
        "unanswered, chat, 1",
        "contacts, chat, 1",
        "files, group, kind",
        "hours, by, hour"
    })
    void badParameter_isNamed(String route, String parameter, String value) {
        assertBadParameter(get(address(route) + "?" + parameter + "=" + value), parameter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messages?by=hour&from=2026-01-01&to=2026-03-01",
                "messages?by=day&group=chat&from=2025-01-01&to=2026-03-01",
                "messages?by=month&group=sender&from=2024-01-01&to=2026-03-01",
                "messages?by=month&from=1990-01-01&to=2026-03-01",
                "hours?from=2024-01-01&to=2026-03-01",
                "responses?by=week&from=2024-01-01&to=2026-03-01",
                "unanswered?from=2024-01-01&to=2026-03-01",
                "members?from=2024-01-01&to=2026-03-01",
                "files?from=2024-01-01&to=2026-03-01",
                "contacts?by=day&from=2020-01-01&to=2026-03-01",
                "messages?from=2026-03-02&to=2026-03-01",
                "messages?from=2026-03-01&to=2026-03-01"
            })
    void rangeThatIsTooLong_orEmpty_isRefused(String question) {
        assertBadParameter(get(address(question)), "from");
    }

    @Test
    void sessionOfOthers_andOneThatIsNotThere_areNotFound() {
        write(ANA, "2026-05-04T12:00:00Z", false);

        for (String route : ROUTES) {
            assertProblem(get("/api/stats/not-there/" + route), 404, "session-not-found");
            assertProblem(getAnonymously(address(route), "X-Api-Token", TENANT_TOKEN), 404, "session-not-found");
            assertThat(getAnonymously(address(route)).status()).isEqualTo(401);
            assertThat(getAnonymously(address(route), "X-Api-Token", READER_TOKEN)
                            .status())
                    .isEqualTo(200);
        }
    }

    private static String response(
            String startsAt, String key, String by, int waits, int unanswered, String median, String p90) {
        return "{\"starts_at\":\"%s\",\"group_key\":%s,\"answered_by\":\"%s\",\"waits\":%d,\"unanswered\":%d,\"median_seconds\":%s,\"p90_seconds\":%s}"
                .formatted(startsAt, key, by, waits, unanswered, median, p90);
    }

    private List<String> counts(String question, String key) {
        return counts(ask(question), key);
    }

    private static List<String> counts(List<JsonNode> rows, String key) {
        return rows.stream()
                .map(row -> row.get(key).asText() + "=" + row.get("messages").asInt())
                .toList();
    }

    private List<JsonNode> ask(String question) {
        Answer answer = get(address(question));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return list(answer.json());
    }

    private static List<JsonNode> list(JsonNode answer) {
        return StreamSupport.stream(answer.get("rows").spliterator(), false).toList();
    }

    private String address(String question) {
        return "/api/stats/" + session + "/" + question;
    }

    private void write(String chat, String time, boolean isFromMe) {
        rows.message(chat, Instant.parse(time), "CORE" + written++, Map.of("is_from_me", isFromMe));
    }

    /** A message of others that differs in a column. */
    private void write(String chat, String time, String column, Object value) {
        rows.message(chat, Instant.parse(time), "CORE" + written++, Map.of(column, value));
    }

    private void file(String time, String type, String status, long told, @Nullable Object stored) {
        String coreId = "CORE" + written++;
        rows.message(ANA, Instant.parse(time), coreId, Map.of("message_type", type, "has_media", true));
        Map<String, Object> columns = new HashMap<>(Map.of(
                "core_id",
                coreId,
                "is_from_me",
                false,
                "message_id",
                coreId,
                "chat_id",
                ANA,
                "message_timestamp",
                Instant.parse(time),
                "media_type",
                type,
                "media_size_bytes",
                told,
                "download_status",
                status));
        if (stored != null) {
            columns.put("file_size_bytes", stored);
        }
        rows.insert("media_downloads", columns);
    }

    private void contact(String whatsappId, String type, String firstSeen) {
        rows.insert(
                "contacts",
                Map.of(
                        "whatsapp_id",
                        whatsappId,
                        "contact_type",
                        type,
                        type.equals("group") ? "group_name" : "name",
                        "Name",
                        "first_seen_at",
                        Instant.parse(firstSeen),
                        "last_seen_at",
                        Instant.parse(firstSeen)));
    }
}
