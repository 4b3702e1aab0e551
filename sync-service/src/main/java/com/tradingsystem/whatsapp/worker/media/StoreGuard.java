package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.media.store.ObjectLabel;
import com.tradingsystem.whatsapp.media.store.ObjectRefused;
import com.tradingsystem.whatsapp.media.store.ObjectStore;
import com.tradingsystem.whatsapp.media.store.ObjectStoreUnavailable;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The object store, asked three times where it stumbles and left alone where it is away. While it is, no file is fetched
 * from WAHA: it would be fetched for nothing, and WAHA may have forgotten it by the time the store is back. That it refuses one
 * object says nothing about the store. Safe for use by many threads.
 */
final class StoreGuard {

    private static final ObjectKey ANY = ObjectKey.of("none");

    private final ObjectStore store;
    private final CircuitBreaker breaker;
    private final Retry retry;
    private volatile String trouble = "";

    StoreGuard(ObjectStore store, CircuitBreakerRegistry breakers) {
        this.store = store;
        this.breaker = breakers.circuitBreaker(
                "media-store",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(6)
                        .minimumNumberOfCalls(3)
                        .failureRateThreshold(50)
                        .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialRandomBackoff(
                                Duration.ofSeconds(1), 2, 0.3, Duration.ofSeconds(30)))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .maxWaitDurationInHalfOpenState(Duration.ofMinutes(5))
                        .recordExceptions(ObjectStoreUnavailable.class)
                        .ignoreExceptions(ObjectRefused.class)
                        .build());
        breaker.getEventPublisher()
                .onError(failure ->
                        trouble = String.valueOf(failure.getThrowable().getMessage()));
        this.retry = Retry.of(
                "media-store",
                RetryConfig.custom()
                        .maxAttempts(3)
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(200), 3, 0.3))
                        .retryExceptions(ObjectStoreUnavailable.class)
                        .build());
    }

    String bucket() {
        return store.bucket();
    }

    /**
     * Whether there is an object of this length.
     *
     * @param sizeBytes negative where any length will do
     */
    boolean has(ObjectKey key, long sizeBytes) {
        return retry.executeSupplier(() -> breaker.executeSupplier(() -> {
            var size = store.size(key);
            return size.isPresent() && (sizeBytes < 0 || size.getAsLong() == sizeBytes);
        }));
    }

    void put(ObjectKey key, Path file, ObjectLabel label) {
        retry.executeRunnable(() -> breaker.executeRunnable(() -> store.put(key, file, label)));
    }

    /** Whether the store can be used now; finds out where that is not known any more. */
    boolean isOpen() {
        if (breaker.getState() == CircuitBreaker.State.CLOSED) {
            return true;
        }
        try {
            breaker.executeRunnable(store::check);
        } catch (CallNotPermittedException | ObjectStoreUnavailable e) {
            return false;
        }
        return breaker.getState() == CircuitBreaker.State.CLOSED;
    }

    /** Whether the store answers, for those who only want to know: that it can be written to is known by what is written. */
    boolean isWell() {
        try {
            return breaker.getState() == CircuitBreaker.State.CLOSED
                    && breaker.executeSupplier(() -> {
                        store.size(ANY);
                        return true;
                    });
        } catch (ObjectRefused e) { // of a key like any other: not the key's fault
            trouble = String.valueOf(e.getMessage());
            return false;
        } catch (CallNotPermittedException | ObjectStoreUnavailable e) {
            return false;
        }
    }

    /** What went wrong last; names no key. Empty if nothing has. */
    String trouble() {
        return trouble;
    }

    /** Whether an exception means that the store is away. */
    static boolean isAway(RuntimeException e) {
        return e instanceof ObjectStoreUnavailable || e instanceof CallNotPermittedException;
    }
}
