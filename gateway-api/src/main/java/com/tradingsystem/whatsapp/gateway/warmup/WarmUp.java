package com.tradingsystem.whatsapp.gateway.warmup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Repeats the exercises until their code is compiled or the time is over, so that it is not the first callers who wait for the compiler.
 * Spring runs it when the server already answers and just before the readiness probe turns. Whatever goes wrong here goes wrong again where
 * somebody sees it, and keeps no gateway from starting.
 */
@Component
class WarmUp implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    /** By then all is compiled that will be. */
    private static final int MOST_ROUNDS = 1_000;

    private final List<Exercise> exercises;
    private final Duration atMost;

    WarmUp(List<Exercise> exercises, WarmUpSettings settings) {
        this.exercises = exercises;
        this.atMost = settings.atMost();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        long began = System.nanoTime();
        List<Exercise> left = new ArrayList<>(exercises);
        int rounds = 0;
        while (!left.isEmpty() && rounds < MOST_ROUNDS && System.nanoTime() - began < atMost.toNanos()) {
            left.removeIf(exercise -> !works(exercise));
            rounds++;
        }
        log.debug("Warmed up by {} rounds", rounds);
    }

    private static boolean works(Exercise exercise) {
        try {
            exercise.run();
            return true;
        } catch (Exception e) {
            log.debug("{} cannot be exercised", exercise.getClass().getSimpleName(), e);
            return false;
        }
    }
}
