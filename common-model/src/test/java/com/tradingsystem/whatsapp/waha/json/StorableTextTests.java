package com.tradingsystem.whatsapp.waha.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorableTextTests {

    @ParameterizedTest
    @CsvSource({
        "a\\u0000b, a\\uFFFDb",
        "\\uD83D, \\uFFFD",
        "\\uDE00\\uD83D, \\uFFFD\\uFFFD",
        "\\uD83D\\uD83D\\uDE00x, \\uFFFD\\uD83D\\uDE00x",
        "x\\uDE00, x\\uFFFD",
    })
    void unstorableCharacters_areReplacedOneByOne(String text, String storable) {
        assertThat(StorableText.of(unescaped(text))).isEqualTo(unescaped(storable));
    }

    @Test
    void storableText_staysTheSameObject() {
        String text = "Olá 😀 \u0001\n\uFFFF";

        assertThat(StorableText.of(text)).isSameAs(text);
    }

    @Test
    void start_neverEndsInHalfACharacter() {
        assertThat(StorableText.start("ab😀", 3)).isEqualTo("ab");
        assertThat(StorableText.start("ab😀", 4)).isEqualTo("ab😀");
        assertThat(StorableText.start("abc", 2)).isEqualTo("ab");
    }

    private static String unescaped(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                result.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                result.append(text.charAt(i));
            }
        }
        return result.toString();
    }
}
