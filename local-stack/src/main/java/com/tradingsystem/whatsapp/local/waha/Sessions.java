package com.tradingsystem.whatsapp.local.waha;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All sessions of a fake WAHA. Safe for use by many threads. */
final class Sessions {

    private static final Duration WAIT_FOR_STOPPED = Duration.ofSeconds(5);
    private static final Duration WAIT_FOR_RUNNING = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Map<String, FakeSession> sessions = new ConcurrentSkipListMap<>();
    private final FakeWahaSettings settings;

    Sessions(FakeWahaSettings settings) {
        this.settings = settings;
    }

    /** Adds a session; false if there is one of this name already. */
    boolean add(FakeSession session) {
        return sessions.putIfAbsent(session.name(), session) == null;
    }

    void remove(String name) {
        sessions.remove(name);
    }

    Optional<FakeSession> find(String name) {
        return Optional.ofNullable(sessions.get(name));
    }

    List<FakeSession> all() {
        return List.copyOf(sessions.values());
    }

    /** The session itself, whatever it does; for calls that do not need the engine. */
    FakeSession known(String name) {
        return find(name).orElseThrow(() -> Refusal.notFound("Session not found"));
    }

    /**
     * The session if its engine can be asked. As WAHA does, waits 5 s for one that does not run and 10 s for one that does
     * not work, before it refuses.
     */
    FakeSession working(String name) throws InterruptedException {
        Duration waited = Duration.ZERO;
        while (true) {
            FakeSession session = sessions.get(name);
            if (session != null && session.status() == SessionStatus.WORKING) {
                return session;
            }
            boolean running = session != null && session.status().isRunning();
            if (waited.compareTo(running ? WAIT_FOR_RUNNING : WAIT_FOR_STOPPED) >= 0) {
                throw session == null ? Refusal.noSuchSession(name) : Refusal.notWorking(name, session.status());
            }
            settings.pace().await(LOOK_AGAIN);
            waited = waited.plus(LOOK_AGAIN);
        }
    }
}
