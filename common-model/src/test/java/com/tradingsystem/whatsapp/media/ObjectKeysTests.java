package com.tradingsystem.whatsapp.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeysTests {

    private static final SessionName SESSION = new SessionName("loja");
    private static final String HASH = "ab".repeat(32);
    private static final Instant TIME = Instant.parse("2026-01-31T23:30:00Z");

    @Test
    void usualNames_appearAsTheyAre() {
        assertThat(ObjectKeys.file(SESSION, "5511987654321@c.us", TIME, HASH, "jpg"))
                .hasToString("loja/5511987654321@c.us/2026/01/" + HASH + ".jpg");
        assertThat(ObjectKeys.thumbnail(SESSION, "120363000000000001@g.us", TIME, HASH))
                .hasToString("loja/120363000000000001@g.us/2026/01/thumb_" + HASH + ".jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T23:59:59.999Z, 2026/01",
        "2026-02-01T00:00:00Z, 2026/02",
        "1970-01-01T00:00:00Z, 1970/01",
        "-0044-03-15T00:00:00Z, 0000/03",
        "+99999-12-31T00:00:00Z, 9999/12"
    })
    void month_isTheMessagesInUtc(Instant time, String month) {
        assertThat(ObjectKeys.file(SESSION, "1@c.us", time, HASH, "jpg").value())
                .contains("/" + month + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..", ".", "../..", "..\\..", "a\\b", "%2e%2e", "sessão", "😀", ".hidden", "a b", "-", "*", "~"})
    void hostileNames_stayInsideTheKeySpace(String name) {
        String segment = ObjectKeys.segment(name);

        assertThat(segment).matches("[A-Za-z0-9@._+=%~-]+").doesNotStartWith(".");
        SessionName session = SessionName.parse(name);
        if (session != null) {
            assertThat(ObjectKeys.file(session, name, TIME, HASH, "jpg").value().split("/", -1))
                    .hasSize(5);
        }
    }

    @Test
    void differentNames_neverShareAKey() {
        List<String> names = List.of(
                "..",
                "%2E.",
                "%2E%2E",
                "a/b",
                "a%2Fb",
                "sessão",
                "sessao",
                "SESSAO",
                "%",
                "",
                "x".repeat(100),
                "ã".repeat(100),
                "ã".repeat(99) + "a",
                "ã".repeat(99) + "b");
        Set<String> segments = new HashSet<>();
        for (String name : names) {
            assertThat(ObjectKeys.segment(name)).hasSizeLessThanOrEqualTo(200);
            segments.add(ObjectKeys.segment(name));
        }
        assertThat(segments).hasSameSizeAs(names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../sh", "JPG", "toolongextension", "a.b", "j\u0000g"})
    void extensionThatIsNone_isBin(String extension) {
        assertThat(ObjectKeys.file(SESSION, "1@c.us", TIME, HASH, extension).value())
                .endsWith(HASH + ".bin");
    }
}
