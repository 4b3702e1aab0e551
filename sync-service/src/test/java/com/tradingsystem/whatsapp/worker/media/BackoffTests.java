package com.tradingsystem.whatsapp.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTests {

    private final Backoff backoff = new Backoff(new Random(1));

    @ParameterizedTest
    @CsvSource({"0, 10s", "1, 40s", "2, 160s", "4, 2560s", "6, 40960s", "7, 12h", "1000, 12h"})
    void waits_growFourfoldToHalfADay(int attempts, String wait) {
        Duration usual = wait.equals("12h") ? Duration.ofHours(12) : Duration.parse("PT" + wait);

        for (int i = 0; i < 100; i++) {
            assertThat(backoff.after(attempts))
                    .isBetween(
                            usual.multipliedBy(3).dividedBy(4),
                            usual.multipliedBy(5).dividedBy(4));
        }
    }

    @Test
    void waits_differ() {
        assertThat(IntStream.range(0, 50).mapToObj(i -> backoff.after(3)).distinct())
                .hasSizeGreaterThan(40);
    }
}
