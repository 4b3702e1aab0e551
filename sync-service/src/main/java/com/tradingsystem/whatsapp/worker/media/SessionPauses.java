package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions that are not WORKING. Their files are left alone for a while: WAHA takes up to ten seconds to refuse each. Safe for use
 * by many threads.
 */
final class SessionPauses {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Map<SessionName, Instant> until = new ConcurrentHashMap<>();
    private final InstantSource clock;

    SessionPauses(InstantSource clock) {
        this.clock = clock;
    }

    void pause(SessionName session) {
        until.put(session, clock.instant().plus(PAUSE));
    }

    boolean isPaused(SessionName session) {
        Instant end = until.get(session);
        if (end == null) {
            return false;
        }
        if (clock.instant().isBefore(end)) {
            return true;
        }
        until.remove(session, end);
        return false;
    }
}
