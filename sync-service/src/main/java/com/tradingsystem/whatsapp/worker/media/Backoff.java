package com.tradingsystem.whatsapp.worker.media;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait. The first waits are short, as WAHA soon forgets files; the last are long, as WhatsApp may have to wait for
 * a phone to come back: eight attempts take about 15 hours. All have jitter, so that what failed together does not come back
 * together.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait after so many failed attempts before this one. */
    Duration after(int attempts) {
        long millis = FIRST.toMillis() << (2 * Math.min(attempts, 20));
        return jittered(Duration.ofMillis(Math.min(millis, LONGEST.toMillis())));
    }

    /** About that long, up to a quarter more or less. */
    Duration jittered(Duration wait) {
        return Duration.ofMillis((long) (wait.toMillis() * random.nextDouble(0.75, 1.25)));
    }
}
