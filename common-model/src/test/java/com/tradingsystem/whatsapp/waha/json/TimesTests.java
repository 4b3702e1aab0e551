package com.tradingsystem.whatsapp.waha.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTests {

    private static final Instant ARRIVAL = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "1795329600,                    2026-11-22T06:40:00Z",
                "1795329600.853,                2026-11-22T06:40:00.853Z",
                "1795329600853,                 2026-11-22T06:40:00.853Z",
                "1795329600853123,              2026-11-22T06:40:00.853123Z",
                "1795329600853123456,           2026-11-22T06:40:00.853123Z",
                "'\"1795329600\"',              2026-11-22T06:40:00Z",
                "'{\"low\":1795329600,\"high\":0,\"unsigned\":true}', 2026-11-22T06:40:00Z",
                "'\"2026-11-22T07:40:00+01:00\"', 2026-11-22T06:40:00Z",
                "'\"2026-11-22T06:40:00.853Z\"', 2026-11-22T06:40:00.853Z",
                "'\"2026-11-22T06:40:00.853123456Z\"', 2026-11-22T06:40:00.853123Z",
                "0,                             1970-01-01T00:00:00Z",
                "-1,                            1969-12-31T23:59:59Z",
            })
    void everyUnit_isRead(String json, Instant time) {
        assertThat(Times.read(JsonText.read(json))).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "\"\"",
                "\"soon\"",
                "\"2026-11-22\"",
                "[1795329600]",
                "{}",
                "1e60",
                "-1e60",
                "1e999",
                "\"NaN\""
            })
    void whatIsNoTime_isNotRead(String json) {
        assertThat(Times.read(JsonText.read(json))).isNull();
    }

    @Test
    void credibleTimes_liveBetweenWhatsAppsFoundationAndTomorrow() {
        assertThat(Times.isCredible(Instant.parse("2008-12-31T23:59:59Z"), ARRIVAL))
                .isFalse();
        assertThat(Times.isCredible(Instant.parse("2009-01-01T00:00:00Z"), ARRIVAL))
                .isTrue();
        assertThat(Times.isCredible(Instant.parse("2026-11-23T12:00:00Z"), ARRIVAL))
                .isTrue();
        assertThat(Times.isCredible(Instant.parse("2026-11-23T12:00:01Z"), ARRIVAL))
                .isFalse();
        assertThat(Times.isCredible(Instant.MAX, ARRIVAL)).isFalse();
    }
}
