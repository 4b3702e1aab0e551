package com.tradingsystem.whatsapp.local.waha.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a delivery is tried again.
 *
 * @param attempts how many times after the first
 */
public record Retries(Policy policy, double delaySeconds, int attempts) {

    /** What WAHA does if nothing is configured. */
    public static final Retries DEFAULT = new Retries(Policy.CONSTANT, 2, 15);

    /** How the wait grows. */
    public enum Policy {
        /** d, d, d. */
        CONSTANT,
        /** d, 2d, 3d. */
        LINEAR,
        /** 2d, 4d, 8d, each up to a fifth longer. */
        EXPONENTIAL
    }

    /**
     * The wait before a retry.
     *
     * @param retry from 1
     */
    Duration delay(int retry, RandomGenerator random) {
        double factor = switch (policy) {
            case CONSTANT -> 1;
            case LINEAR -> retry;
            case EXPONENTIAL -> Math.pow(2, retry) * (1 + random.nextDouble(0.2));
        };
        return Duration.ofMillis(Math.round(delaySeconds * factor * 1000));
    }
}
