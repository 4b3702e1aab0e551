package com.tradingsystem.whatsapp.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.gateway.SharedDatabase;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIntegrationTests extends RunningGateway {

    private static final String PHONE = "5511987654321@c.us";
    private static final String LID = "90000000000077@lid";
    private static final String GROUP = "120363000000000001@g.us";
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final String session = newName();
    private final ArchiveRows rows = newSession(session);
    private final String chat = "/api/messages/" + session + "/" + PHONE;

    @Test
    void page_keepsTheFieldsOfTheStackBefore() {
        rows.message(
                PHONE, NOON, "CORE", Map.of("quoted_message_id", "QUOTED", "to_whatsapp_id", "5511900000000@c.us"));

        JsonNode message = get(chat).json().at("/messages/0");

        assertThat(message.get("id").isTextual()).isTrue();
        assertThat(message.get("message_id").asText()).isEqualTo("false_" + PHONE + "_CORE");
        assertThat(message.get("core_id").asText()).isEqualTo("CORE");
        assertThat(message.get("session_name").asText()).isEqualTo(session);
        assertThat(message.get("chat_id").asText()).isEqualTo(PHONE);
        assertThat(message.get("from_whatsapp_id").asText()).isEqualTo(PHONE);
        assertThat(message.get("to_whatsapp_id").asText()).isEqualTo("5511900000000@c.us");
        assertThat(message.get("message_type").asText()).isEqualTo("text");
        assertThat(message.get("body").asText()).isEqualTo("text of CORE");
        assertThat(message.get("caption").isNull()).isTrue();
        assertThat(message.get("has_media").asBoolean()).isFalse();
        assertThat(message.get("media_type").isNull()).isTrue();
        assertThat(message.get("media_local_path").isNull()).isTrue();
        assertThat(message.get("media_filename").isNull()).isTrue();
        assertThat(message.get("is_from_me").asBoolean()).isFalse();
        assertThat(message.get("is_forwarded").asBoolean()).isFalse();
        assertThat(message.get("is_group").asBoolean()).isFalse();
        assertThat(message.get("quoted_message_id").asText()).isEqualTo("QUOTED");
        assertThat(message.get("timestamp").asText()).isEqualTo("2026-05-04T12:00:00Z");
        assertThat(message.get("ack_status").asText()).isEqualTo("delivered");
        assertThat(Instant.parse(message.get("created_at").asText())).isNotNull();
    }

    @Test
    void limit_isFiftyUnlessTold() {
        for (int i = 0; i < 51; i++) {
            rows.message(PHONE, NOON.plusSeconds(i), "CORE" + i);
        }

        assertThat(cores(get(chat))).hasSize(50).startsWith("CORE50", "CORE49");
        assertThat(cores(get(chat + "?limit=1"))).containsExactly("CORE50");
        assertThat(cores(get(chat + "?limit=200"))).hasSize(51);
    }

    @Test
    void cursorAndLink_leadThroughTheWholeChat() {
        for (int i = 0; i < 7; i++) {
            rows.message(PHONE, NOON.plusSeconds(i / 3), "CORE" + i);
        }

        List<String> byCursor = new ArrayList<>();
        List<String> byLink = new ArrayList<>();
        Answer page = get(chat + "?limit=2&from_me=false");
        Answer linked = page;
        while (true) {
            byCursor.addAll(cores(page));
            String cursor = page.json().get("next_cursor").asText(null);
            if (cursor == null) {
                break;
            }
            page = get(chat + "?from_me=false&limit=2&cursor=" + cursor);
        }
        while (true) {
            byLink.addAll(cores(linked));
            String next = link(linked, "next");
            if (next == null) {
                break;
            }
            assertThat(next).startsWith("/api/messages/");
            linked = get(next);
        }

        assertThat(byCursor).hasSize(7).doesNotHaveDuplicates();
        assertThat(byLink).isEqualTo(byCursor);
    }

    @Test
    void linksLeadBack_andToWhatCameIn() {
        for (int i = 0; i < 7; i++) {
            rows.message(PHONE, NOON.plusSeconds(i / 3), "CORE" + i);
        }
        Answer newest = get(chat + "?limit=2&from_me=false");
        Answer second = get(Objects.requireNonNull(link(newest, "next")));
        Answer third = get(Objects.requireNonNull(link(second, "next")));

        assertThat(get(Objects.requireNonNull(link(third, "prev"))).json().get("messages"))
                .isEqualTo(second.json().get("messages"));
        String up = Objects.requireNonNull(link(newest, "prev"));
        Answer nothing = get(up);
        assertThat(cores(nothing)).isEmpty();
        assertThat(nothing.json().get("prev_cursor")).isEqualTo(newest.json().get("prev_cursor"));
        rows.message(PHONE, NOON.plusSeconds(9), "CAME").message(PHONE, NOON.plusSeconds(9), "CAME2");
        assertThat(cores(get(up))).containsExactly("CAME2", "CAME");
        assertThat(cores(get(Objects.requireNonNull(link(nothing, "next"))))).isEqualTo(cores(newest));
    }

    @Test
    void jumps_leadIntoTheMiddle_andOnInBothDirections() {
        for (int i = 0; i < 9; i++) {
            rows.message(PHONE, NOON.plusSeconds(i), "CORE" + i);
        }
        String id = get(chat + "/CORE4").json().at("/message/id").asText();

        Answer around = get(chat + "?limit=3&around=" + id);
        assertThat(cores(around)).containsExactly("CORE5", "CORE4", "CORE3");
        assertThat(cores(get(chat + "?limit=3&around=CORE4"))).isEqualTo(cores(around));
        assertThat(cores(get(chat + "?limit=3&around=false_" + PHONE + "_CORE4")))
                .isEqualTo(cores(around));
        assertThat(cores(get(Objects.requireNonNull(link(around, "next"))))).containsExactly("CORE2", "CORE1", "CORE0");
        assertThat(cores(get(Objects.requireNonNull(link(around, "prev"))))).containsExactly("CORE8", "CORE7", "CORE6");

        Answer at = get(chat + "?limit=4&at=" + NOON.plusSeconds(4));
        assertThat(cores(at)).containsExactly("CORE5", "CORE4", "CORE3", "CORE2");
        assertThat(cores(get(Objects.requireNonNull(link(at, "next"))))).containsExactly("CORE1", "CORE0");
    }

    @Test
    void jumpToWhatIsNotThere_is404() {
        rows.message(PHONE, NOON, "HERE").message(GROUP, NOON, "THERE");
        String other = get("/api/messages/" + session + "/" + GROUP + "/THERE")
                .json()
                .at("/message/id")
                .asText();

        assertProblem(get(chat + "?around=" + other), 404, "message-not-found");
        assertProblem(get(chat + "?around=THERE"), 404, "message-not-found");
        assertProblem(get(chat + "?around=999999999999999999999999"), 404, "message-not-found");
        assertProblem(get("/api/messages/" + session + "/5511900000099@c.us?around=HERE"), 404, "chat-not-found");
    }

    @Test
    void jumpsThatMakeNoSense_are400() {
        rows.message(PHONE, NOON, "A").message(PHONE, NOON, "B");
        String cursor = get(chat + "?limit=1").json().get("next_cursor").asText();

        assertBadParameter(get(chat + "?around=A&at=2026-05-04"), "at");
        assertBadParameter(get(chat + "?around=A&cursor=" + cursor), "around");
        assertBadParameter(get(chat + "?at=2026-05-04&cursor=" + cursor), "at");
        assertBadParameter(get(chat + "?around="), "around");
        assertBadParameter(get(chat + "?around=a/b"), "around");
        assertBadParameter(get(chat + "?at=noon"), "at");
        assertBadParameter(get(chat + "?at=2026-05-04&after=2026-05-05"), "at");
        assertBadParameter(get(chat + "?at=2026-05-04&before=2026-05-03"), "at");
    }

    @Test
    void cursorOfAnotherQuery_orOneThatWasTouched_is400() {
        rows.message(PHONE, NOON, "A").message(PHONE, NOON, "B");
        String cursor = get(chat + "?limit=1").json().get("next_cursor").asText();
        char last = cursor.charAt(cursor.length() - 1);

        assertThat(get(chat + "?limit=2&cursor=" + cursor).status()).isEqualTo(200);
        assertBadParameter(get(chat + "?from_me=true&cursor=" + cursor), "cursor");
        assertBadParameter(get("/api/messages/" + session + "/" + GROUP + "?cursor=" + cursor), "cursor");
        assertBadParameter(get(chat + "?cursor=" + cursor.substring(1)), "cursor");
        assertBadParameter(
                get(chat + "?cursor=" + cursor.substring(0, cursor.length() - 1) + (last == 'A' ? 'B' : 'A')),
                "cursor");
        assertBadParameter(get(chat + "?cursor="), "cursor");
        assertBadParameter(get(chat + "?cursor=AQ"), "cursor");
        assertBadParameter(get(chat + "?cursor=%00"), "cursor");
        assertBadParameter(get(chat + "?cursor=" + "A".repeat(4000)), "cursor");
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, -1",
        "limit, 201",
        "limit, abc",
        "limit, 1.5",
        "limit, ''",
        "limit, 99999999999",
        "before, yesterday",
        "before, ''",
        "before, 2026-13-01T00:00:00Z",
        "before, 2026-05-04T12:00:00",
        "before, -1",
        "before, 99999999999999999999",
        "after, 2026-02-30",
        "after, +99999-01-01T00:00:00Z",
        "type, banana",
        "type, ''",
        "type, 'text,'",
        "type, TEXT",
        "from_me, 1",
        "from_me, TRUE",
        "has_media, maybe",
        "offset, 10",
        "form_me, true"
    })
    void badParameter_is400_andNamed(String parameter, String value) {
        rows.message(PHONE, NOON, "CORE");

        assertBadParameter(
                get(chat + "?" + parameter + "="
                        + java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8)),
                parameter);
    }

    @Test
    void parametersThatContradict_are400() {
        rows.message(PHONE, NOON, "CORE");

        assertBadParameter(get(chat + "?limit=1&limit=2"), "limit");
        assertBadParameter(get(chat + "?before=2026-01-01T00:00:00Z&after=2026-01-01T00:00:00Z"), "after");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=2026-05-04T12:00:01Z&before=2026-05-04T12:00:03Z",
                "after=2026-05-04T14:00:01%2B02:00&before=2026-05-04T14:00:03%2B02:00",
                "after=2026-05-04T14:00:01+02:00&before=2026-05-04T14:00:03+02:00",
                "after=1777896001&before=1777896003",
                "after=1777896001000&before=1777896002001"
            })
    void timesInAnyForm_meanTheSame(String range) {
        for (int i = 0; i < 5; i++) {
            rows.message(PHONE, NOON.plusSeconds(i), "CORE" + i);
        }

        assertThat(cores(get(chat + "?" + range))).containsExactly("CORE2", "CORE1");
    }

    @Test
    void filters_narrowThePage() {
        rows.message(PHONE, NOON, "TEXT")
                .message(PHONE, NOON, "IMAGE", Map.of("message_type", "image", "has_media", true))
                .message(PHONE, NOON, "NEWEST", Map.of("message_type", "hologram", "is_from_me", true));

        assertThat(cores(get(chat + "?type=image"))).containsExactly("IMAGE");
        assertThat(cores(get(chat + "?type=image,text"))).containsExactly("IMAGE", "TEXT");
        assertThat(cores(get(chat + "?type=other"))).containsExactly("NEWEST");
        assertThat(cores(get(chat + "?from_me=true"))).containsExactly("NEWEST");
        assertThat(cores(get(chat + "?has_media=false"))).containsExactly("NEWEST", "TEXT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5511987654321@c.us",
                "5511987654321%40c.us",
                "5511987654321@s.whatsapp.net",
                "5511987654321:12@s.whatsapp.net",
                "5511987654321",
                "%2B5511987654321",
                "90000000000077@lid",
                "90000000000077:3@lid"
            })
    void chatUnderAnyAddress_isTheWholeConversation(String address) {
        rows.message(PHONE, NOON, "BYPHONE")
                .message(LID, NOON.plusSeconds(1), "BYLID", Map.of("from_whatsapp_id", LID))
                .insert("lid_links", Map.of("lid", LID, "phone", PHONE));

        Answer answer = get("/api/messages/" + session + "/" + address);

        assertThat(cores(answer)).containsExactly("BYLID", "BYPHONE");
        assertThat(answer.json().findValuesAsText("chat_id")).containsOnly(PHONE);
        assertThat(answer.json().findValuesAsText("from_whatsapp_id")).containsOnly(PHONE);
    }

    @Test
    void digitsOfALid_areNotAPhoneNumber() {
        rows.message(LID, NOON, "BYLID");

        assertProblem(get("/api/messages/" + session + "/90000000000077"), 404, "chat-not-found");
        assertThat(get("/api/messages/" + session + "/" + LID).status()).isEqualTo(200);
    }

    @Test
    void unknownSessionOrChat_is404() {
        rows.message(PHONE, NOON, "CORE");

        assertProblem(get("/api/messages/not-there/" + PHONE), 404, "session-not-found");
        assertProblem(get("/api/messages/" + "x".repeat(101) + "/" + PHONE), 404, "session-not-found");
        assertProblem(get("/api/messages/" + session + "/5511000000000@c.us"), 404, "chat-not-found");
        assertProblem(get("/api/messages/" + session + "/what"), 404, "chat-not-found");
        assertProblem(get("/api/messages/" + session + "/5511000000000@c.us/X"), 404, "chat-not-found");
    }

    @Test
    void knownChatWithoutMessages_isAnEmptyList() {
        rows.message(PHONE, NOON, "CORE");
        rows.insert(
                "contacts",
                Map.of("whatsapp_id", GROUP, "contact_type", "group", "first_seen_at", NOON, "last_seen_at", NOON));

        Answer outOfRange = get(chat + "?before=2020-01-01");
        Answer onlyMet = get("/api/messages/" + session + "/" + GROUP);

        assertThat(outOfRange.status()).isEqualTo(200);
        assertThat(outOfRange.body()).isEqualTo("{\"messages\":[],\"next_cursor\":null,\"prev_cursor\":null}");
        assertThat(onlyMet.body()).isEqualTo("{\"messages\":[],\"next_cursor\":null,\"prev_cursor\":null}");
    }

    @Test
    void unchangedPage_is304() {
        rows.message(PHONE, NOON, "CORE");
        String tag = get(chat).header("ETag");

        Answer again = get(chat, "If-None-Match", tag);
        rows.insert("message_reactions", Map.of("core_id", "CORE", "reactor", LID, "emoji", "👍", "reacted_at", NOON));
        Answer changed = get(chat, "If-None-Match", tag);

        assertThat(tag).startsWith("W/\"");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void reactions_areOnePerPerson_whateverAddressTheyReactedUnder() {
        rows.message(PHONE, NOON, "CORE")
                .insert("lid_links", Map.of("lid", LID, "phone", PHONE))
                .insert("message_reactions", reaction(PHONE, "👍", 1))
                .insert("message_reactions", reaction(LID, "❤️", 2))
                .insert("message_reactions", reaction("5511900000001@c.us", "😂", 0))
                .insert("message_reactions", reaction("5511900000002@c.us", "", 3));

        JsonNode reactions = get(chat).json().at("/messages/0/reactions");

        assertThat(reactions.findValuesAsText("emoji")).containsExactly("😂", "❤️");
        assertThat(reactions.findValuesAsText("reactor")).containsExactly("5511900000001@c.us", PHONE);
    }

    @Test
    void media_tellsWhatBecameOfTheFile() {
        rows.message(PHONE, NOON, "CORE", Map.of("message_type", "image", "has_media", true, "media_type", "image"))
                .insert(
                        "media_downloads",
                        Map.of(
                                "core_id", "CORE",
                                "is_from_me", false,
                                "message_id", "x",
                                "chat_id", PHONE,
                                "message_timestamp", NOON,
                                "media_type", "image",
                                "download_status", "completed",
                                "minio_bucket", "whatsapp-media",
                                "minio_key", "s/c/2026/05/abc.jpg",
                                "file_hash", "abc"));

        JsonNode message = get(chat).json().at("/messages/0");
        JsonNode details = get(chat + "/CORE").json().at("/message");

        assertThat(message.get("media_download_status").asText()).isEqualTo("completed");
        assertThat(message.get("media_local_path").asText()).isEqualTo("s/c/2026/05/abc.jpg");
        assertThat(message.get("caption").asText()).isEqualTo("text of CORE");
        assertThat(details.at("/media/sha256").asText()).isEqualTo("abc");
        assertThat(details.at("/media/bucket").asText()).isEqualTo("whatsapp-media");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CORE",
                "false_5511987654321@c.us_CORE",
                "false_90000000000077@lid_CORE",
                "true_5511987654321@c.us_CORE",
                "false_120363000000000001@g.us_CORE_90000000000077@lid"
            })
    void oneMessage_isFoundByAnyOfItsIds(String id) {
        rows.message(PHONE, NOON, "CORE");

        assertThat(get(chat + "/" + id).json().at("/message/core_id").asText()).isEqualTo("CORE");
    }

    @Test
    void oneMessage_comesWithItsEditsAndReceipts() {
        rows.message(PHONE, NOON, "CORE", Map.of("original_body", "first", "edited_at", NOON.plusSeconds(9)))
                .insert("lid_links", Map.of("lid", LID, "phone", PHONE))
                .insert(
                        "message_edits",
                        Map.of(
                                "core_id", "CORE",
                                "edited_at", NOON.plusSeconds(9),
                                "edit_id", "EDIT",
                                "editor", LID,
                                "body", "text of CORE"))
                .insert(
                        "message_receipts",
                        Map.of("core_id", "CORE", "participant", LID, "read_at", NOON.plusSeconds(3)))
                .insert(
                        "message_receipts",
                        Map.of("core_id", "CORE", "participant", PHONE, "delivered_at", NOON.plusSeconds(2)))
                .insert("message_receipts", Map.of("core_id", "CORE", "participant", "", "server_at", NOON));

        JsonNode message = get(chat + "/CORE").json().get("message");

        assertThat(message.get("original_body").asText()).isEqualTo("first");
        assertThat(message.get("edited_at").asText()).isEqualTo("2026-05-04T12:00:09Z");
        assertThat(message.at("/edits/0/edit_id").asText()).isEqualTo("EDIT");
        assertThat(message.at("/edits/0/editor").asText()).isEqualTo(PHONE);
        assertThat(message.get("receipts")).hasSize(2);
        assertThat(message.at("/receipts/0/participant").isNull()).isTrue();
        assertThat(message.at("/receipts/1/participant").asText()).isEqualTo(PHONE);
        assertThat(message.at("/receipts/1/delivered_at").asText()).isEqualTo("2026-05-04T12:00:02Z");
        assertThat(message.at("/receipts/1/read_at").asText()).isEqualTo("2026-05-04T12:00:03Z");
    }

    @Test
    void messageThatIsNotThere_is404() {
        rows.message(PHONE, NOON, "CORE");

        assertProblem(get(chat + "/NONE"), 404, "message-not-found");
        assertProblem(get(chat + "/a_b"), 404, "message-not-found");
        assertBadParameter(get(chat + "/CORE?expand=all"), "expand");
    }

    @Test
    void deletedMessage_isShownAsItWas_unlessTheSessionHidesIt() {
        rows.message(
                        PHONE,
                        NOON,
                        "GONE",
                        Map.of(
                                "is_deleted", true,
                                "deleted_at", NOON.plusSeconds(5),
                                "original_body", "first words",
                                "has_media", true,
                                "message_type", "image",
                                "media_filename", "secret.jpg",
                                "contact_vcard", "BEGIN:VCARD",
                                "metadata", "{\"secret\": 1}::jsonb"))
                .message(
                        PHONE,
                        NOON.plusSeconds(1),
                        "QUOTES",
                        Map.of("quoted_message_id", "GONE", "quoted_body", "the secret"))
                .insert("message_revocations", Map.of("core_id", "GONE", "revoked_at", NOON.plusSeconds(5)))
                .insert(
                        "message_edits",
                        Map.of(
                                "core_id",
                                "GONE",
                                "edited_at",
                                NOON,
                                "edit_id",
                                "E",
                                "editor",
                                PHONE,
                                "body",
                                "secret edit"));

        JsonNode kept = get(chat).json().at("/messages/1");
        hide();
        Answer hidden = get(chat);
        Answer one = get(chat + "/GONE");

        assertThat(kept.get("body").asText()).isEqualTo("text of GONE");
        assertThat(kept.get("is_deleted").asBoolean()).isTrue();
        assertThat(hidden.body()).doesNotContain("text of GONE", "secret", "VCARD");
        assertThat(hidden.json().at("/messages/1/is_deleted").asBoolean()).isTrue();
        assertThat(hidden.json().at("/messages/1/deleted_at").asText()).isEqualTo("2026-05-04T12:00:05Z");
        assertThat(hidden.json().at("/messages/1/body").isNull()).isTrue();
        assertThat(one.body()).doesNotContain("text of GONE", "secret", "VCARD", "first words");
    }

    private void hide() {
        SharedDatabase.get()
                .jdbc()
                .sql("update whatsapp_gateway.sessions set revoke_policy = 'hide' where session_name = :session")
                .param("session", session)
                .update();
    }

    private static Map<String, Object> reaction(String reactor, String emoji, int seconds) {
        return Map.of("core_id", "CORE", "reactor", reactor, "emoji", emoji, "reacted_at", NOON.plusSeconds(seconds));
    }

    private static List<String> cores(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("messages").findValuesAsText("core_id");
    }

    private static @Nullable String link(Answer page, String relation) {
        Matcher link = Pattern.compile("<([^>]*)>; rel=\"" + relation + "\"").matcher(page.header("Link"));
        return link.find() ? link.group(1) : null;
    }
}
