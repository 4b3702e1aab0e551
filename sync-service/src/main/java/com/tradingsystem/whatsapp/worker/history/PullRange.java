package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.sync.SyncRequests;
import com.tradingsystem.whatsapp.worker.sync.SyncClaim;
import com.tradingsystem.whatsapp.worker.sync.SyncedRange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a new run asks for.
 *
 * @param from the earliest time; null for as far back as there is anything
 * @param below the second the run begins below; null for the top
 */
record PullRange(@Nullable Instant from, @Nullable Long below) {

    /**
     * What is to be pulled of a chat; null if there is no need.
     *
     * <p>A full sync asks for everything that is kept. An incremental one begins where the archive can first say that it does not
     * know, less an overlap, so that it also closes gaps; of a chat it knows nothing of it asks for the time of the look-back. A manual
     * one goes through all of the look-back, whatever is known. A chat that is due only because its time has come, and in
     * which nothing moved, is not asked for; nor are stories, where they are neither wanted nor requested.
     */
    static @Nullable PullRange of(SyncClaim claim, SyncedRange known, HistorySettings settings) {
        if (claim.isOfStories() && !settings.status() && !claim.isAsked()) {
            return null;
        }
        Instant oldest = claim.oldest();
        return switch (claim.type()) {
            case "full" -> new PullRange(known.horizon(), null);
            case "manual" ->
                new PullRange(
                        within(known, earlier(sinceKnown(claim, known, settings), lookedBack(claim, known, settings))),
                        null);
            default -> {
                if (claim.deepens() && !claim.isAsked() && oldest != null) {
                    yield new PullRange(known.horizon(), oldest.getEpochSecond());
                }
                boolean idle = !claim.isAsked() && !known.hasMoved() && known.floor() != null;
                yield idle && !claim.chat().equals(SyncRequests.ALL_CHATS)
                        ? null
                        : new PullRange(within(known, sinceKnown(claim, known, settings)), null);
            }
        };
    }

    private static Instant sinceKnown(SyncClaim claim, SyncedRange known, HistorySettings settings) {
        Instant floor = known.floor();
        return floor == null ? lookedBack(claim, known, settings) : floor.minus(settings.overlap());
    }

    private static Instant lookedBack(SyncClaim claim, SyncedRange known, HistorySettings settings) {
        Integer days = claim.lookbackDays();
        return known.now().minus(days == null ? settings.lookback() : Duration.ofDays(Math.clamp(days, 0, 36_500)));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant within(SyncedRange known, Instant from) {
        Instant horizon = known.horizon();
        return horizon != null && horizon.isAfter(from) ? horizon : from;
    }
}
