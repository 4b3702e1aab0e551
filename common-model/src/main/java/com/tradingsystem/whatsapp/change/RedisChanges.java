package com.tradingsystem.whatsapp.change;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisStringCommands.SetOption;
import org.springframework.data.redis.connection.StringRedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.types.Expiration;

/**
 * By Redis, to all processes. While Redis cannot be reached, listeners in this process are notified directly, and the sessions whose
 * version could not be changed are remembered and changed when it is back: until then nobody else can reach it either, or reads
 * what expires within seconds.
 */
final class RedisChanges implements Changes, AutoCloseable {

    static final String CHANNEL = "whatsapp:changes";

    private static final Logger log = LoggerFactory.getLogger(RedisChanges.class);

    /** Longer than anything lives that refers to a version. */
    private static final Expiration VERSION_LIFE = Expiration.from(Duration.ofDays(1));

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Listeners listeners = new Listeners();
    private final Set<SessionName> owed = ConcurrentHashMap.newKeySet();
    private final StringRedisTemplate redis;
    private final RedisSubscriber ears;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("redis-changes").daemon().factory());
    private volatile long silentUntil;

    RedisChanges(StringRedisTemplate redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
        this.ears = new RedisSubscriber(redis.getRequiredConnectionFactory(), listeners);
        long millis = PAUSE_AFTER_FAILURE.toMillis();
        var unused = timer.scheduleWithFixedDelay(this::payBack, 0, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void announce(Collection<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        if (clock.millis() < silentUntil || !send(changes)) {
            changes.forEach(change -> owed.add(change.session()));
            changes.forEach(listeners::publish);
        }
    }

    @Override
    public Subscription subscribe(Consumer<Change> listener) {
        return listeners.add(listener);
    }

    private boolean send(Collection<Change> changes) {
        try {
            redis.executePipelined((RedisCallback<Object>) connection -> {
                StringRedisConnection strings = (StringRedisConnection) connection;
                String version = UUID.randomUUID().toString();
                for (Change change : changes) {
                    strings.set(Versions.key(change.session()), version, VERSION_LIFE, SetOption.upsert());
                }
                for (Change change : changes) {
                    strings.publish(CHANNEL, RedisSubscriber.write(change));
                }
                return null;
            });
            return true;
        } catch (DataAccessException e) {
            if (silentUntil == 0) {
                log.warn(
                        "Redis cannot be reached; nothing depends on it: {}",
                        e.getClass().getSimpleName());
            }
            silentUntil = clock.millis() + PAUSE_AFTER_FAILURE.toMillis();
            return false;
        }
    }

    /** Listens, if it does not yet, and changes the versions that could not be changed. */
    private void payBack() {
        ears.open();
        if (silentUntil == 0 && owed.isEmpty()) {
            return;
        }
        if (clock.millis() < silentUntil) {
            return;
        }
        List<SessionName> sessions = List.copyOf(owed);
        sessions.forEach(owed::remove);
        if (send(sessions.stream().map(session -> new Change(session, false)).toList())) {
            silentUntil = 0;
            log.info("Redis is back");
        } else {
            owed.addAll(sessions);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        ears.close();
    }
}
