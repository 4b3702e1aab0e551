package com.tradingsystem.whatsapp.local;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started, and the order in which it is stopped: first those who make work, last those whom the others need.
 *
 * <p>One thread starts, any thread may stop. Stopping waits for the piece that is just being started, so that nothing is left
 * behind.
 */
final class Stages {

    private static final Logger log = LoggerFactory.getLogger(Stages.class);

    private final Map<Stage, AutoCloseable> started = new EnumMap<>(Stage.class);
    private volatile boolean stopping;

    /** In the order of stopping. */
    enum Stage {
        STORY,
        GATEWAY,
        WORKER,
        WAHA,
        DATABASE,
        LOCK
    }

    /** Starts one piece. */
    interface Start<T extends AutoCloseable> {
        T start();
    }

    /** Somebody wants everything to stop, so nothing more is started. */
    static final class Stopping extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    <T extends AutoCloseable> T start(Stage stage, Start<T> start) {
        synchronized (started) {
            if (stopping) {
                throw new Stopping();
            }
            T piece = start.start();
            started.put(stage, piece);
            return piece;
        }
    }

    /** Whether this stage has been started and not yet stopped; waits for one that is just being started. */
    boolean haveStarted(Stage stage) {
        synchronized (started) {
            return started.containsKey(stage);
        }
    }

    boolean isStopping() {
        return stopping;
    }

    /** Stops everything; a second time does nothing. */
    void stop() {
        stopping = true;
        synchronized (started) {
            started.forEach((stage, piece) -> {
                try {
                    piece.close();
                } catch (Exception e) {
                    log.warn("Could not stop {} cleanly", stage, e);
                }
            });
            started.clear();
        }
    }
}
