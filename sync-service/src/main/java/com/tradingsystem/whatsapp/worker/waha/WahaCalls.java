package com.tradingsystem.whatsapp.worker.waha;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Trouble;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Unavailable;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientException;

/**
 * Asks WAHA no faster, no more often and no longer than it can bear: rate limit and bulkhead per session, retries with jitter, and a
 * circuit breaker for each session and one for the whole of it. Safe for use by many threads; waits in the caller's.
 */
final class WahaCalls {

    private static final String BREAKER = "waha";

    private final CircuitBreaker breaker;
    private final CircuitBreakerRegistry breakers;
    private final CircuitBreakerConfig breakingOfOne;
    private final Retry retry;
    private final RateLimiterRegistry limiters;
    private final BulkheadRegistry bulkheads;
    private final RateLimiterConfig limit;
    private final BulkheadConfig crowd;
    private final Duration breakerWait;
    private final MeterRegistry meters;

    WahaCalls(
            WahaSettings settings,
            CircuitBreakerRegistry breakers,
            RateLimiterRegistry limiters,
            BulkheadRegistry bulkheads,
            MeterRegistry meters) {
        this.breaker = breakers.circuitBreaker(BREAKER, breaking(settings, WahaCalls::isFaultOfWaha));
        this.breakers = breakers;
        this.breakingOfOne = breaking(settings, WahaCalls::isFaultOfSession);
        this.retry = Retry.of(BREAKER, retrying(settings));
        this.limiters = limiters;
        this.bulkheads = bulkheads;
        this.limit = RateLimiterConfig.custom()
                .limitForPeriod(settings.callsPerSecond())
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .timeoutDuration(settings.patience())
                .build();
        this.crowd = BulkheadConfig.custom()
                .maxConcurrentCalls(settings.concurrentCalls())
                .maxWaitDuration(settings.patience())
                .build();
        this.breakerWait = settings.breakerWait();
        this.meters = meters;
    }

    private static CircuitBreakerConfig breaking(WahaSettings settings, Predicate<Object> isFault) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(settings.breakerWait())
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(2)
                .recordResult(isFault)
                .build();
    }

    private static RetryConfig retrying(WahaSettings settings) {
        return RetryConfig.custom()
                .maxAttempts(settings.attempts())
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(settings.attemptWait(), 2, 0.5))
                .retryOnResult(WahaCalls::mayPass)
                .retryOnException(failure -> false)
                .build();
    }

    /** Whether nothing is asked at present, because too much went wrong. */
    boolean isClosedToCalls() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /**
     * Asks.
     *
     * @param session whose share it is; null for what concerns WAHA as a whole
     * @param call a word for the metrics
     */
    <T> WahaAnswer<T> ask(
            @Nullable SessionName session,
            String call,
            Supplier<ResponseEntity<byte[]>> request,
            Function<Json, T> reading) {
        return askFor(session, call, request, AnswerReader.whole(reading));
    }

    /** The same for an answer whose parts are judged each by itself. */
    <T> WahaAnswer<T> askFor(
            @Nullable SessionName session,
            String call,
            Supplier<ResponseEntity<byte[]>> request,
            AnswerReader.Content<T> reading) {
        Timer.Sample sample = Timer.start(meters);
        WahaAnswer<T> answer = retry.executeSupplier(() -> inTurn(session, request, reading));
        sample.stop(Timer.builder("whatsapp.waha.calls")
                .description("Questions to WAHA with all their attempts, by what was asked and how it ended")
                .tags("call", call, "outcome", outcome(answer))
                .register(meters));
        return answer;
    }

    private <T> WahaAnswer<T> inTurn(
            @Nullable SessionName session, Supplier<ResponseEntity<byte[]>> request, AnswerReader.Content<T> reading) {
        if (session == null) {
            return once(request, reading);
        }
        if (isClosedToCalls()) {
            return new Unavailable<>(Trouble.BREAKER_OPEN, breakerWait);
        }
        RateLimiter limiter = limiters.rateLimiter("waha-" + session, limit);
        Bulkhead bulkhead = bulkheads.bulkhead("waha-" + session, crowd);
        if (!limiter.acquirePermission() || !bulkhead.tryAcquirePermission()) {
            return new Unavailable<>(Trouble.BUSY, Duration.ofSeconds(1));
        }
        try {
            return breakers.circuitBreaker("waha-" + session, breakingOfOne)
                    .executeSupplier(() -> once(request, reading));
        } catch (CallNotPermittedException e) {
            return new Unavailable<>(Trouble.BREAKER_OPEN, breakerWait);
        } finally {
            bulkhead.releasePermission();
        }
    }

    private <T> WahaAnswer<T> once(Supplier<ResponseEntity<byte[]>> request, AnswerReader.Content<T> reading) {
        try {
            return breaker.executeSupplier(() -> {
                try {
                    return AnswerReader.read(request.get(), reading);
                } catch (RestClientException e) {
                    return AnswerReader.read(e);
                }
            });
        } catch (CallNotPermittedException e) {
            return new Unavailable<>(Trouble.BREAKER_OPEN, breakerWait);
        }
    }

    /** Whether it speaks against WAHA as a whole. */
    private static boolean isFaultOfWaha(Object answer) {
        return answer instanceof Unavailable<?>(Trouble trouble, Duration wait) && trouble != Trouble.FORBIDDEN;
    }

    /** Whether it speaks against what WAHA runs for one session; others may be well. */
    private static boolean isFaultOfSession(Object answer) {
        return answer instanceof WahaAnswer.Broken<?>;
    }

    /** Whether the same question may well be answered a moment later. */
    private static boolean mayPass(Object answer) {
        return switch (answer) {
            case Unavailable<?>(Trouble trouble, Duration wait) ->
                trouble == Trouble.UNREACHABLE || trouble == Trouble.CUT_OFF || trouble == Trouble.NOT_WAHA;
            case WahaAnswer.Broken<?> broken -> true;
            default -> false;
        };
    }

    private static String outcome(WahaAnswer<?> answer) {
        return switch (answer) {
            case Unavailable<?>(Trouble trouble, Duration wait) ->
                trouble.name().toLowerCase(Locale.ROOT);
            case WahaAnswer.Success<?> told -> "told";
            case WahaAnswer.NotReady<?> notReady -> "not_ready";
            case WahaAnswer.NotFound<?> absent -> "absent";
            case WahaAnswer.Refused<?> refused -> "refused";
            case WahaAnswer.Broken<?> broken -> "broken";
        };
    }
}
