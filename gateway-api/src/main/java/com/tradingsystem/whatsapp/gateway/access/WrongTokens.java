package com.tradingsystem.whatsapp.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.tradingsystem.whatsapp.identity.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Slows down those who guess tokens. After a few wrong ones within a minute, a network gets no more of them looked at until the minute is
 * over, and a right one that was never seen from there is answered like a wrong one: otherwise the answer would tell that the guess was
 * right.
 *
 * <p>Two things keep others out of it. A token that was right from the same network within the last day is always let in. And only
 * different wrong tokens are guesses: a client that repeats one old token is told to slow down itself, but holds up nobody else.
 *
 * <p>What is remembered is bounded: beyond it, whoever was quiet for longest is forgotten first. Thread-safe.
 */
final class WrongTokens {

    /** How many different wrong tokens, and how many wrong requests, a network has in a minute. */
    static final int GUESSES = 10;

    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int NETWORKS = 20_000;

    private final Ticker ticker;
    private final Cache<Network, Minute> wrong;
    private final Cache<Known, Boolean> right;

    private record Known(Network network, String caller) {}

    WrongTokens(Ticker ticker) {
        this.ticker = ticker;
        this.wrong = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(NETWORKS)
                .expireAfterWrite(MINUTE)
                .build();
        this.right = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(NETWORKS)
                .expireAfterAccess(DAY)
                .build();
    }

    /**
     * Looks at a request that brings a token.
     *
     * @param caller whose token it is; null if it is nobody's
     * @return null if it may go on, as its caller or as one without a token; otherwise how long it is to wait
     */
    @Nullable
    Duration judge(Network network, String token, @Nullable Caller caller) {
        if (caller == null) {
            return wrong.asMap()
                    .computeIfAbsent(network, unused -> new Minute(ticker.read()))
                    .wrong(token, ticker.read());
        }
        Known known = new Known(network, caller.name());
        if (right.getIfPresent(known) != null) {
            return null;
        }
        Minute minute = wrong.getIfPresent(network);
        if (minute != null && minute.isOutOfGuesses()) {
            return minute.left(ticker.read());
        }
        right.put(known, Boolean.TRUE);
        return null;
    }

    /** How many networks are remembered for their wrong tokens. */
    long remembered() {
        wrong.cleanUp();
        return wrong.estimatedSize();
    }

    /** The minute that began with a wrong token. */
    private static final class Minute {

        private final long began;
        private final Set<Long> guesses = new HashSet<>(); // the beginnings of their hashes
        private int requests;

        Minute(long began) {
            this.began = began;
        }

        synchronized @Nullable Duration wrong(String token, long now) {
            if (guesses.size() < GUESSES) {
                guesses.add(ByteBuffer.wrap(Sha256.of(token)).getLong());
            }
            requests++;
            return requests > GUESSES ? left(now) : null;
        }

        synchronized boolean isOutOfGuesses() {
            return guesses.size() >= GUESSES;
        }

        Duration left(long now) {
            return MINUTE.minusNanos(Math.min(now - began, MINUTE.toNanos()));
        }
    }
}
