package com.tradingsystem.whatsapp.gateway.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

class WarmUpTests {

    private final AtomicInteger times = new AtomicInteger();

    @Test
    void exercises_areRepeated_andEndWithTheTime() {
        long began = System.nanoTime();

        warmUp(Duration.ofMillis(50), () -> {
            times.incrementAndGet();
            Thread.sleep(1);
        });

        assertThat(times).hasValueGreaterThan(1);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(50), Duration.ofSeconds(5));
    }

    @Test
    void exercises_endBeforeTheTime_whenTheyAreFast() {
        warmUp(Duration.ofMinutes(5), times::incrementAndGet);

        assertThat(times).hasValue(1_000);
    }

    @Test
    void exerciseThatFails_isGivenUp_andTheOthersGoOn() {
        AtomicInteger failures = new AtomicInteger();

        warmUp(
                Duration.ofMinutes(5),
                () -> {
                    failures.incrementAndGet();
                    throw new IllegalStateException("the database is away");
                },
                times::incrementAndGet);

        assertThat(failures).hasValue(1);
        assertThat(times).hasValue(1_000);
    }

    @Test
    void noTime_isNoWarmUp() {
        warmUp(Duration.ZERO, times::incrementAndGet);

        assertThat(times).hasValue(0);
    }

    private static void warmUp(Duration atMost, Exercise... exercises) {
        new WarmUp(List.of(exercises), new WarmUpSettings(atMost)).run(new DefaultApplicationArguments());
    }
}
