package com.tradingsystem.whatsapp.worker.ops;

import com.tradingsystem.whatsapp.sync.SessionSync;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Whether the worker does its work, rather than whether it is there: its threads go round, WAHA answers, and what is due does not
 * wait for ever.
 */
final class WorkHealth implements HealthIndicator {

    private final Pulse pulse;
    private final Supplier<List<SessionSync>> sessions;
    private final Supplier<@Nullable Instant> readAt;
    private final OpsSettings settings;
    private final InstantSource clock;
    private final Instant startedAt;

    /**
     * What the parts of the worker last did.
     *
     * @param history when a worker last looked for chats
     * @param waha when WAHA last told its sessions
     * @param trouble why it did not when last asked
     */
    record Pulse(
            Supplier<@Nullable Instant> history,
            Supplier<@Nullable Instant> waha,
            Supplier<@Nullable String> trouble) {}

    /**
     * @param sessions how they stood when that was last read
     * @param readAt when that was; null before the first time
     */
    WorkHealth(
            Pulse pulse,
            Supplier<List<SessionSync>> sessions,
            Supplier<@Nullable Instant> readAt,
            OpsSettings settings,
            InstantSource clock) {
        this.pulse = pulse;
        this.sessions = sessions;
        this.readAt = readAt;
        this.settings = settings;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        List<SessionSync> known = sessions.get();
        Duration lag = known.stream()
                .map(session -> SyncGauges.lag(session, now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        String problem = problem(now, lag);
        Health.Builder health = problem == null ? Health.up() : Health.down().withDetail("problem", problem);
        String trouble = pulse.trouble().get();
        if (trouble != null) {
            health.withDetail("waha", trouble);
        }
        return health.withDetail(
                        "due", known.stream().mapToLong(SessionSync::due).sum())
                .withDetail(
                        "running",
                        known.stream().mapToLong(SessionSync::running).sum())
                .withDetail(
                        "givenUp",
                        known.stream().mapToLong(SessionSync::givenUp).sum())
                .withDetail("gaps", known.stream().mapToLong(SessionSync::gaps).sum())
                .withDetail("lag", lag.toString())
                .build();
    }

    private @Nullable String problem(Instant now, Duration lag) {
        if (isOlder(readAt.get(), settings.stuckAfter(), now)) {
            return "the state of the sync cannot be read";
        }
        if (isOlder(pulse.history().get(), settings.stuckAfter(), now)) {
            return "no worker looks for chats";
        }
        if (isOlder(pulse.waha().get(), settings.lostAfter(), now)) {
            return "WAHA does not tell its sessions";
        }
        return lag.compareTo(settings.lateAfter()) > 0 ? "what is due waits too long" : null;
    }

    /** Nothing yet counts from the start. */
    private boolean isOlder(@Nullable Instant time, Duration age, Instant now) {
        return (time == null ? startedAt : time).plus(age).isBefore(now);
    }
}
