package com.tradingsystem.whatsapp.gateway.cache;

import com.tradingsystem.whatsapp.change.Versions;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Answers in Redis. Whatever goes wrong there is as if nothing were kept. Safe for use by many threads. */
final class AnswerStore {

    /**
     * How old an answer can be if Redis missed a change, or the tables were changed by SQL.
     */
    static final Duration LIFE = Duration.ofSeconds(30);

    private static final Duration VERSION_LIFE = Duration.ofDays(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final StringRedisTemplate redis;
    private volatile long silentUntil = System.nanoTime();

    AnswerStore(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /**
     * What is known before the database is asked.
     *
     * @param version of the session, null if Redis cannot be asked
     * @param answer that is still true, if there is one
     */
    record Look(@Nullable String version, @Nullable CachedAnswer answer) {
        static final Look NOTHING = new Look(null, null);
    }

    Look look(SessionName session, String key) {
        if (System.nanoTime() - silentUntil < 0) {
            return Look.NOTHING;
        }
        try {
            String versionKey = Versions.key(session);
            List<String> found = Objects.requireNonNull(redis.opsForValue().multiGet(List.of(versionKey, key)));
            String version = found.get(0);
            if (version == null) {
                return new Look(begin(versionKey), null);
            }
            CachedAnswer answer = found.get(1) == null ? null : CachedAnswer.parse(found.get(1));
            return new Look(version, answer != null && answer.version().equals(version) ? answer : null);
        } catch (DataAccessException e) {
            pause();
            return Look.NOTHING;
        }
    }

    void keep(String key, CachedAnswer answer) {
        try {
            redis.opsForValue().set(key, answer.toText(), LIFE);
        } catch (DataAccessException e) {
            pause();
        }
    }

    /** A session without a version gets one: an answer must never be kept for none, which may come again. */
    private @Nullable String begin(String versionKey) {
        redis.opsForValue().setIfAbsent(versionKey, UUID.randomUUID().toString(), VERSION_LIFE);
        return redis.opsForValue().get(versionKey);
    }

    private void pause() {
        silentUntil = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
    }
}
