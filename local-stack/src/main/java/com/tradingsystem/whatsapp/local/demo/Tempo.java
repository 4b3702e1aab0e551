package com.tradingsystem.whatsapp.local.demo;

import java.time.Duration;

/**
 * How lively the story is.
 *
 * @param untilNextScene between the starts of two scenes
 * @param longestPause between two lines of a scene
 */
record Tempo(Duration untilNextScene, Duration longestPause) {

    private static final Tempo LIVELY = new Tempo(Duration.ofSeconds(4), Duration.ofSeconds(3));
    private static final Tempo BUSY = new Tempo(Duration.ofSeconds(12), Duration.ofSeconds(8));
    private static final Tempo CALM = new Tempo(Duration.ofSeconds(30), Duration.ofSeconds(20));

    /** A few events a second for those who have just started it, then less and less. */
    static Tempo after(Duration running) {
        if (running.compareTo(Duration.ofMinutes(2)) < 0) {
            return LIVELY;
        }
        return running.compareTo(Duration.ofMinutes(10)) < 0 ? BUSY : CALM;
    }
}
