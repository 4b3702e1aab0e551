package com.tradingsystem.whatsapp.worker.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.sync.SyncClaim;
import com.tradingsystem.whatsapp.sync.SyncedRange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PullRangeTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant HORIZON = NOW.minus(Duration.ofDays(365));
    private static final HistorySettings SETTINGS = settings(true);

    private static HistorySettings settings(boolean stories) {
        return new HistorySettings(
                100,
                Duration.ofDays(7),
                5,
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                20,
                stories,
                Duration.ofSeconds(1));
    }

    private static SyncClaim claim(String type, boolean asked, boolean deepens) {
        return claim("1@c.us", type, asked, deepens, null);
    }

    private static SyncClaim claim(
            String chat, String type, boolean asked, boolean deepens, @Nullable Integer lookback) {
        return new SyncClaim(
                new SessionName("sales"), chat, type, "me", 0, lookback, null, asked, deepens, 0, daysAgo(300), null);
    }

    private static SyncedRange known(@Nullable Instant floor, boolean moved) {
        return new SyncedRange(HORIZON, floor, NOW, moved, false, NOW);
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    @Test
    void full_goesToTheHorizon() {
        assertThat(PullRange.of(claim("full", false, false), known(daysAgo(1), false), SETTINGS))
                .isEqualTo(new PullRange(HORIZON, null));
    }

    @Test
    void incremental_beginsBelowWhatIsKnown() {
        assertThat(PullRange.of(claim("incremental", true, false), known(daysAgo(1), true), SETTINGS))
                .isEqualTo(new PullRange(daysAgo(1).minus(Duration.ofMinutes(10)), null));
    }

    @Test
    void incremental_closesAGapHoweverOld_downToTheHorizon() {
        assertThat(PullRange.of(claim("incremental", true, false), known(daysAgo(100), true), SETTINGS))
                .isEqualTo(new PullRange(daysAgo(100).minus(Duration.ofMinutes(10)), null));
        assertThat(PullRange.of(claim("incremental", true, false), known(daysAgo(400), true), SETTINGS))
                .isEqualTo(new PullRange(HORIZON, null));
    }

    @Test
    void incremental_ofAnUnknownChat_looksBack() {
        assertThat(PullRange.of(claim("incremental", false, false), known(null, false), SETTINGS))
                .isEqualTo(new PullRange(daysAgo(7), null));
        assertThat(PullRange.of(claim("1@c.us", "incremental", false, false, 30), known(null, false), SETTINGS))
                .isEqualTo(new PullRange(daysAgo(30), null));
    }

    @Test
    void manual_goesThroughTheWholeLookBack() {
        assertThat(PullRange.of(claim("manual", true, false), known(daysAgo(1), false), SETTINGS))
                .isEqualTo(new PullRange(daysAgo(7), null));
        assertThat(PullRange.of(claim("manual", true, false), known(daysAgo(20), false), SETTINGS))
                .isEqualTo(new PullRange(daysAgo(20).minus(Duration.ofMinutes(10)), null));
    }

    @Test
    void idleChat_isNotAskedFor() {
        assertThat(PullRange.of(claim("incremental", false, false), known(daysAgo(1), false), SETTINGS))
                .isNull();
        assertThat(PullRange.of(claim("incremental", false, false), known(daysAgo(1), true), SETTINGS))
                .as("events told of messages since")
                .isNotNull();
        assertThat(PullRange.of(claim("all", "incremental", false, false, null), known(daysAgo(1), false), SETTINGS))
                .as("that nothing moved cannot be said of all chats")
                .isNotNull();
    }

    @Test
    void deepening_asksBelowTheOldestOnly() {
        assertThat(PullRange.of(claim("incremental", false, true), known(daysAgo(1), false), SETTINGS))
                .isEqualTo(new PullRange(HORIZON, daysAgo(300).getEpochSecond()));
        assertThat(PullRange.of(claim("incremental", true, true), known(daysAgo(1), false), SETTINGS))
                .as("what moved comes first")
                .isEqualTo(new PullRange(daysAgo(1).minus(Duration.ofMinutes(10)), null));
    }

    @Test
    void stories_arePulledWhereTheyAreWantedOrAskedFor() {
        SyncedRange unknown = known(null, true);
        SyncClaim due = claim("status@broadcast", "full", false, false, null);
        SyncClaim asked = claim("status@broadcast", "full", true, false, null);

        assertThat(PullRange.of(due, unknown, settings(true))).isNotNull();
        assertThat(PullRange.of(due, unknown, settings(false))).isNull();
        assertThat(PullRange.of(asked, unknown, settings(false))).isNotNull();
    }
}
