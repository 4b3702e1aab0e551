package com.tradingsystem.whatsapp.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.gateway.SharedDatabase;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaListIntegrationTests extends RunningGateway {

    private static final String ANA = "5511987654321@c.us";
    private static final String BIA = "5511900000002@c.us";
    private static final String LID = "90000000000077@lid";
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final String session = newName();
    private final ArchiveRows rows = newSession(session);
    private final String list = "/api/media?session=" + session;

    @Test
    void list_isNewestFirst_andSaysWhatAFileAloneSays() {
        file(ANA, "A1", 0, "image");
        file(BIA, "A2", 1, "document");

        JsonNode media = get(list).json().get("media");

        assertThat(media.findValuesAsText("core_id")).containsExactly("A2", "A1");
        assertThat(media.get(0))
                .isEqualTo(
                        get("/api/media/" + media.at("/0/id").asText()).json().get("media"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type=image | A1",
                "type=image,voice | A3 A1",
                "chat=5511987654321@c.us | A4 A3 A1",
                "chat=5511987654321 | A4 A3 A1",
                "chat=90000000000077@lid | A4 A3 A1",
                "chat=5511900000002@c.us | A2",
                "chat=5511987654321&type=document | ''",
                "after=2026-05-04T12:00:01Z | A4 A3 A2",
                "before=2026-05-04T12:00:02Z | A2 A1",
                "after=2026-05-04T12:00:01Z&before=2026-05-04T12:00:03Z&type=voice | A3"
            })
    void filters_narrowTheList(String filter, String expected) {
        rows.insert("lid_links", Map.of("lid", LID, "phone", ANA));
        file(ANA, "A1", 0, "image");
        file(BIA, "A2", 1, "document");
        file(ANA, "A3", 2, "voice");
        file(LID, "A4", 3, "sticker");

        assertThat(get(list + "&" + filter).json().findValuesAsText("core_id"))
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void cursors_leadThroughAllFiles_andBack() {
        for (int i = 0; i < 7; i++) {
            file(ANA, "A" + i, i / 3, "image");
        }
        List<String> down = new ArrayList<>();
        List<String> up = new ArrayList<>();
        JsonNode page = get(list + "&limit=2").json();
        assertThat(page.get("prev_cursor").isNull()).isTrue();
        while (true) {
            down.addAll(page.findValuesAsText("core_id"));
            if (page.get("next_cursor").isNull()) {
                break;
            }
            page = get(list + "&limit=2&cursor=" + page.get("next_cursor").asText())
                    .json();
        }
        while (true) {
            up.addAll(0, page.findValuesAsText("core_id"));
            if (page.get("prev_cursor").isNull()) {
                break;
            }
            page = get(list + "&limit=2&cursor=" + page.get("prev_cursor").asText())
                    .json();
        }

        assertThat(down).containsExactly("A6", "A5", "A4", "A3", "A2", "A1", "A0");
        assertThat(up).isEqualTo(down);
    }

    @ParameterizedTest
    @CsvSource({"keep, A2 A1", "hide, A1", "erase, A1"})
    void fileOfADeletedMessage_isShownAsThePolicySays(String policy, String expected) {
        SharedDatabase.get()
                .jdbc()
                .sql("update whatsapp_gateway.sessions set revoke_policy = ? where session_name = ?")
                .params(policy, session)
                .update();
        file(ANA, "A1", 0, "image");
        file(ANA, "A2", 1, "image", Map.of("is_deleted", true, "deleted_at", NOON, "deleted_by", ANA));
        rows.insert(
                "message_revocations",
                Map.of(
                        "chat_id",
                        ANA,
                        "core_id",
                        "A2",
                        "is_from_me",
                        false,
                        "revoked_by",
                        ANA,
                        "revoked_at",
                        NOON,
                        "told_by",
                        ""));

        assertThat(get(list).json().findValuesAsText("core_id")).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "type, film",
        "type, ''",
        "after, yesterday",
        "before, tomorrow",
        "limit, 0",
        "cursor, nonsense",
        "month, 2026-05"
    })
    void badParameter_isNamed(String parameter, String value) {
        assertBadParameter(get(list + "&" + parameter + "=" + value), parameter);
    }

    @Test
    void withoutASession_isRefused() {
        assertBadParameter(get("/api/media"), "session");
    }

    @Test
    void cursorOfOtherFilters_isRefused() {
        for (int i = 0; i < 2; i++) {
            file(ANA, "A" + i, i, "image");
        }
        String cursor = get(list + "&limit=1").json().get("next_cursor").asText();

        assertBadParameter(get(list + "&type=image&cursor=" + cursor), "cursor");
        assertBadParameter(get(list + "&chat=5511987654321&cursor=" + cursor), "cursor");
    }

    @Test
    void whatIsNotThere_andWhatIsOthers_isNotFound() {
        file(ANA, "A1", 0, "image");

        assertThat(get("/api/media?session=" + newSessionName()).json().get("media"))
                .isEmpty();
        assertProblem(get("/api/media?session=not-there"), 404, "session-not-found");
        assertProblem(get("/api/media?session=not-there&chat=5511987654321"), 404, "session-not-found");
        assertProblem(get(list + "&chat=5511911111111"), 404, "chat-not-found");
        assertProblem(get(list + "&chat=nonsense"), 404, "chat-not-found");
        assertProblem(getAnonymously(list, "X-Api-Token", TENANT_TOKEN), 404, "session-not-found");
        assertProblem(
                getAnonymously(list + "&chat=5511987654321", "X-Api-Token", TENANT_TOKEN), 404, "session-not-found");
    }

    private String newSessionName() {
        String name = newName();
        newSession(name);
        return name;
    }

    private void file(String chat, String coreId, int second, String type) {
        file(chat, coreId, second, type, Map.of());
    }

    private void file(String chat, String coreId, int second, String type, Map<String, Object> columns) {
        Map<String, Object> all = new HashMap<>(columns);
        all.put("has_media", true);
        all.put("message_type", type);
        rows.message(chat, NOON.plusSeconds(second), coreId, all);
        SharedDatabase.get()
                .jdbc()
                .sql("""
                        insert into whatsapp_gateway.media_downloads
                          (message_number, session_name, core_id, is_from_me, message_id, chat_id, message_timestamp, media_type,
                           content_rank, content_at, content_event)
                        select k.id, k.session_name, k.core_id, false, k.core_id, k.chat_id, k."timestamp", :type, 0, now(), ''
                          from whatsapp_gateway.message_keys k
                         where k.session_name = :session and k.core_id = :id""")
                .param("type", type)
                .param("session", session)
                .param("id", coreId)
                .update();
    }
}
