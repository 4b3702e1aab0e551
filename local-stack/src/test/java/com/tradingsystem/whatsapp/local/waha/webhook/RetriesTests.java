package com.tradingsystem.whatsapp.local.waha.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetriesTests {

    private final Random random = new Random(1);

    @Test
    void defaults_areFifteenTimesTwoSeconds() {
        assertThat(Retries.DEFAULT).isEqualTo(new Retries(Retries.Policy.CONSTANT, 2, 15));
        assertThat(seconds(Retries.DEFAULT, 3)).containsExactly(2.0, 2.0, 2.0);
    }

    @Test
    void linear_growsByTheFirstWait() {
        assertThat(seconds(new Retries(Retries.Policy.LINEAR, 1, 3), 3)).containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void exponential_startsWithTwiceTheDelayAndJitters() {
        List<Double> waits = seconds(new Retries(Retries.Policy.EXPONENTIAL, 1, 3), 3);

        assertThat(waits.get(0)).isBetween(2.0, 2.4);
        assertThat(waits.get(1)).isBetween(4.0, 4.8);
        assertThat(waits.get(2)).isBetween(8.0, 9.6);
    }

    @Test
    void noDelay_isNone() {
        assertThat(new Retries(Retries.Policy.CONSTANT, 0, 3).delay(1, random)).isEqualTo(Duration.ZERO);
    }

    private List<Double> seconds(Retries retries, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(retry -> retries.delay(retry, random).toMillis() / 1000.0)
                .toList();
    }
}
