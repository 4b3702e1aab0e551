package com.tradingsystem.whatsapp.local.waha.webhook;

import java.time.Duration;

/**
 * How fast time passes for what WAHA merely waits for; 1 is life, 0 is not waiting at all.
 *
 * @param factor what waits are multiplied with
 */
public record Pace(double factor) {

    /** As in life. */
    public static final Pace REAL = new Pace(1);

    /** Waits. */
    public void await(Duration duration) throws InterruptedException {
        Thread.sleep(Duration.ofNanos((long) (duration.toNanos() * factor)));
    }
}
