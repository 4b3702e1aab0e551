package com.tradingsystem.whatsapp.gateway.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class CursorTests {

    @Test
    void cursor_bringsItsPositionBack() {
        assertThat(open(Cursor.of("query", "position ção"), "query")).isEqualTo("position ção");
    }

    @Test
    void noCursor_isNoPosition() {
        assertThat(Cursor.open(QueryParameters.of(new MockHttpServletRequest()), "query", Function.identity()))
                .isNull();
    }

    @Test
    void cursor_isSafeInAnAddress() {
        assertThat(Cursor.of("query", "\0ÿ?&=+/ ".repeat(20))).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void everyOtherText_isRefused() {
        String cursor = Cursor.of("query", "position");

        assertRefused(cursor, "another query");
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'x' ? 'y' : 'x';
            assertRefused(cursor.substring(0, i) + other + cursor.substring(i + 1), "query");
            assertRefused(cursor.substring(0, i), "query");
        }
        assertRefused(cursor + "A", "query");
        assertRefused(cursor + "=", "query");
    }

    private static void assertRefused(String cursor, String query) {
        assertThatExceptionOfType(ProblemException.class)
                .as(cursor)
                .isThrownBy(() -> open(cursor, query))
                .satisfies(e -> assertThat(e.getBody().getProperties()).containsEntry("parameter", "cursor"));
    }

    private static @Nullable String open(String cursor, String query) {
        var request = new MockHttpServletRequest();
        request.addParameter("cursor", cursor);
        return Cursor.open(QueryParameters.of(request, "cursor"), query, Function.identity());
    }
}
