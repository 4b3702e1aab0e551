package com.tradingsystem.whatsapp.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTests {

    @Test
    void segments_areJoined() {
        assertThat(ObjectKey.of("loja", "5511987654321@c.us", "2026", "01", "ab.jpg"))
                .hasToString("loja/5511987654321@c.us/2026/01/ab.jpg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", "a\\b", "a\u0000", "a\nb", "\ud800"
            })
    void wayOutOfTheStore_isRefused(String value) {
        assertThatThrownBy(() -> new ObjectKey(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void slashInsideASegment_isRefused() {
        assertThatThrownBy(() -> ObjectKey.of("a/b", "c")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tooLongNames_areRefused() {
        assertThatThrownBy(() -> ObjectKey.of("ã".repeat(126))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ObjectKey("a/".repeat(512) + "a")).isInstanceOf(IllegalArgumentException.class);
        assertThat(ObjectKey.of("a".repeat(250)).value()).hasSize(250);
    }
}
