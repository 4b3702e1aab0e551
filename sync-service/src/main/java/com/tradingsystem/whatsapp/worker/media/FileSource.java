package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.worker.media.download.FileAnswer;
import com.tradingsystem.whatsapp.worker.media.download.FileOffer;
import com.tradingsystem.whatsapp.worker.media.download.FileTrouble;
import com.tradingsystem.whatsapp.worker.media.download.WahaFiles;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks for files no more often than those who are asked can bear: a circuit breaker for WAHA's files and one for those kept
 * elsewhere; a rate limit and a breaker per session for what WAHA has to get from WhatsApp. An engine that fails at old
 * files must not keep new ones from being fetched, so these are apart. Safe for use by many threads.
 */
final class FileSource {

    private static final String OF_WAHA = "media-files-waha";

    private static final CircuitBreakerConfig BREAKING = CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(20)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(50)
            .waitIntervalFunctionInOpenState(
                    IntervalFunction.ofExponentialRandomBackoff(Duration.ofSeconds(5), 2, 0.3, Duration.ofMinutes(1)))
            .permittedNumberOfCallsInHalfOpenState(2)
            .maxWaitDurationInHalfOpenState(Duration.ofMinutes(5))
            .build();

    private final WahaFiles files;
    private final CircuitBreakerRegistry breakers;
    private final RateLimiterRegistry limiters;
    private final RateLimiterConfig refetching;

    FileSource(WahaFiles files, CircuitBreakerRegistry breakers, RateLimiterRegistry limiters, int refetchesPerMinute) {
        this.files = files;
        this.breakers = breakers;
        this.limiters = limiters;
        this.refetching = RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofMinutes(1).dividedBy(refetchesPerMinute))
                .timeoutDuration(Duration.ofSeconds(10))
                .build();
    }

    FileAnswer get(String url) {
        return guarded(fileBreaker(url), () -> files.get(url), trouble -> trouble);
    }

    /** Whether an address is one of WAHA's own. */
    boolean isOfWaha(String url) {
        return files.isOfWaha(url);
    }

    FileOffer refetch(SessionName session, String chat, String messageId) {
        if (!limiter(session).acquirePermission()) {
            return new FileTrouble.Busy(429, Duration.ofSeconds(15));
        }
        return guarded(
                refetchBreaker(session),
                () -> files.isWorking(session)
                        ? files.refetch(session, chat, messageId)
                        : new FileOffer.SessionNotWorking(),
                trouble -> trouble);
    }

    /** Whether WAHA's files can be asked for at present. */
    boolean isOpen() {
        return isOpen(breakers.circuitBreaker(OF_WAHA, BREAKING));
    }

    /** Whether WAHA's files came lately. */
    boolean isWell() {
        return breakers.circuitBreaker(OF_WAHA, BREAKING).getState() == CircuitBreaker.State.CLOSED;
    }

    /** Whether WAHA can be asked to get files of this session from WhatsApp at present. */
    boolean isOpenForRefetch(SessionName session) {
        return limiter(session).getMetrics().getAvailablePermissions() > 0 && isOpen(refetchBreaker(session));
    }

    /** An open breaker closes by being asked once its wait is over; asking takes a permission, which is released. */
    private static boolean isOpen(CircuitBreaker breaker) {
        if (breaker.getState() != CircuitBreaker.State.OPEN) {
            return true;
        }
        if (breaker.tryAcquirePermission()) {
            breaker.releasePermission();
            return true;
        }
        return false;
    }

    private CircuitBreaker fileBreaker(String url) {
        return breakers.circuitBreaker(files.isOfWaha(url) ? OF_WAHA : "media-files-elsewhere", BREAKING);
    }

    private CircuitBreaker refetchBreaker(SessionName session) {
        return breakers.circuitBreaker("media-refetch-" + session, BREAKING);
    }

    private RateLimiter limiter(SessionName session) {
        return limiters.rateLimiter("media-refetch-" + session, refetching);
    }

    private static <T> T guarded(CircuitBreaker breaker, Supplier<T> call, Function<FileTrouble, T> refusal) {
        if (!breaker.tryAcquirePermission()) {
            return refusal.apply(new FileTrouble.Unreachable("too much went wrong lately"));
        }
        long start = System.nanoTime();
        T answer;
        try {
            answer = call.get();
        } catch (RuntimeException e) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
            throw e;
        }
        if (isFault(answer)) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, new IllegalStateException("fault"));
        } else {
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
        return answer;
    }

    /** Whether it speaks against who was asked, not against what was asked for. */
    private static <T> boolean isFault(T answer) {
        return answer instanceof FileTrouble trouble
                && switch (trouble) {
                    case FileTrouble.Unreachable unreachable -> true;
                    case FileTrouble.Silent silent -> true;
                    case FileTrouble.Broken broken -> broken.status() >= 500;
                    case FileTrouble.Busy busy -> busy.status() == 503;
                    case FileTrouble.KeyRefused refused -> true;
                };
    }
}
