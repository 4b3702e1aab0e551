package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.ingest.Archive;
import com.tradingsystem.whatsapp.ingest.ArchiveSummary;
import com.tradingsystem.whatsapp.ingest.IngestUnavailable;
import com.tradingsystem.whatsapp.worker.history.OpenSessions.Open;
import com.tradingsystem.whatsapp.worker.history.RunWalk.Taken;
import com.tradingsystem.whatsapp.worker.sync.LeaseLost;
import com.tradingsystem.whatsapp.worker.sync.SyncClaim;
import com.tradingsystem.whatsapp.worker.sync.SyncOutcome;
import com.tradingsystem.whatsapp.worker.sync.SyncQueue;
import com.tradingsystem.whatsapp.worker.sync.SyncRun;
import com.tradingsystem.whatsapp.worker.sync.SyncRuns;
import com.tradingsystem.whatsapp.worker.sync.SyncSessions;
import com.tradingsystem.whatsapp.worker.sync.SyncStep;
import com.tradingsystem.whatsapp.worker.sync.SyncedRange;
import com.tradingsystem.whatsapp.worker.sync.SyncedRanges;
import com.tradingsystem.whatsapp.worker.waha.HistoryMessage;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Broken;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.NotFound;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.NotReady;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Refused;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Success;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Trouble;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Unavailable;
import com.tradingsystem.whatsapp.worker.waha.WahaClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the history of a claimed chat, page by page, until it is through, others shall have their turn, or something is in the way.
 *
 * <p>A page is fetched while no transaction is open, and written in one together with the place where the run stands. Whatever
 * happens in between, the next claim goes on from there. Safe for use by many threads.
 */
final class ChatSync {

    private static final Duration AFTER_A_REFUSAL = Duration.ofSeconds(1);

    /** WAHA goes on receiving history for hours after a session was paired, and does not say when it is done. */
    private static final List<Duration> DEEPENINGS =
            List.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24));

    private final WahaClient waha;
    private final OpenSessions open;
    private final SyncSessions sessions;
    private final SyncQueue queue;
    private final SyncRuns runs;
    private final SyncedRanges ranges;
    private final WahaChatAddresses sources;
    private final Archive archive;
    private final StatisticsRefresh statistics;
    private final HistorySettings settings;
    private final HistoryMetrics metrics;

    ChatSync(
            WahaClient waha,
            OpenSessions open,
            SyncSessions sessions,
            SyncQueue queue,
            SyncRuns runs,
            SyncedRanges ranges,
            WahaChatAddresses sources,
            Archive archive,
            StatisticsRefresh statistics,
            HistorySettings settings,
            HistoryMetrics metrics) {
        this.waha = waha;
        this.open = open;
        this.sessions = sessions;
        this.queue = queue;
        this.runs = runs;
        this.ranges = ranges;
        this.sources = sources;
        this.archive = archive;
        this.statistics = statistics;
        this.settings = settings;
        this.metrics = metrics;
    }

    /**
     * Works on the chat and gives it back.
     *
     * @param goOn asked between two pages; false puts the chat back into the queue
     * @throws SQLException if the database refused what was to be noted; the chat is not released then, its lease runs out
     */
    void sync(SyncClaim claim, BooleanSupplier goOn) throws SQLException {
        try {
            WahaAnswer<Open> answer = open.of(claim.session());
            if (answer instanceof Success<Open>(Open it)) {
                pull(claim, it, goOn);
            } else {
                giveBack(claim, answer);
            }
        } catch (LeaseLost e) {
            metrics.leaseLost();
        } catch (IngestUnavailable e) {
            queue.release(claim, e.retryAfter(), "the archive cannot be written to");
        }
    }

    private void pull(SyncClaim claim, Open it, BooleanSupplier goOn) throws SQLException {
        SyncedRange known = ranges.of(claim);
        SyncRun run = claim.run();
        Position position = run == null ? null : Position.parse(run.walk());
        if (run == null) {
            PullRange pull = PullRange.of(claim, known, settings);
            if (pull == null) {
                runs.endWithoutRun(claim);
                metrics.claim("idle");
                return;
            }
            Long below = pull.below();
            run = runs.begin(claim, pull.from(), below == null ? null : Instant.ofEpochSecond(below));
            position =
                    below == null ? null : new Position(0, false, new WalkState.Down(below, settings.batchSize(), 0));
        }
        RunWalk walk = new RunWalk(
                plan(claim, run, known), sources.of(claim, it.server()), goesDown(run, known), position, known.now());
        StatisticsRefresh.Written written = new StatisticsRefresh.Written();
        try {
            pull(claim, run, walk, known, it, written, goOn);
        } finally {
            statistics.refresh(written);
        }
    }

    private void pull(
            SyncClaim claim,
            SyncRun run,
            RunWalk walk,
            SyncedRange known,
            Open it,
            StatisticsRefresh.Written written,
            BooleanSupplier goOn)
            throws SQLException {
        for (int pages = 1; ; pages++) {
            WahaAnswer<List<HistoryMessage>> answer = waha.messages(it.session(), walk.source(), walk.window());
            if (walk.isAtTheTop() && showsNothing(answer, walk.isOnTrial())) {
                answer = new Success<>(List.of());
            }
            if (!(answer instanceof Success<List<HistoryMessage>>(List<HistoryMessage> page))) {
                giveBack(claim, answer);
                return;
            }
            Taken taken = walk.accept(page);
            write(claim, run, walk, taken, known);
            written.add(taken.step().oldest(), taken.step().newest());
            if (taken.end() != null) {
                sessions.answers(claim.session());
                metrics.claim("done");
                return;
            }
            if (!goOn.getAsBoolean() || (pages >= settings.slice() && walk.mayRest())) {
                sessions.answers(claim.session());
                queue.release(claim, Duration.ZERO, null);
                metrics.claim("rests");
                return;
            }
        }
    }

    /** A chat that WAHA does not know has no messages; nor has a second address that WAHA cannot do anything with. */
    private static boolean showsNothing(WahaAnswer<?> answer, boolean isOnTrial) {
        return answer instanceof NotFound<?>
                || (isOnTrial && (answer instanceof Broken<?> || answer instanceof Refused<?>));
    }

    private void write(SyncClaim claim, SyncRun run, RunWalk walk, Taken taken, SyncedRange known) throws SQLException {
        WalkState.End end = taken.end();
        ArchiveSummary summary = archive.write(taken.readings(), (connection, result) -> {
            SyncStep step =
                    taken.step().written(result.inserted(), result.rejected().size());
            runs.step(connection, claim, run, step, settings.lease());
            if (end != null) {
                String reason = reason(end, claim, run, walk, known);
                runs.end(
                        connection,
                        claim,
                        run,
                        outcome(end, reason),
                        reason,
                        goesDown(run, known),
                        deepening(end, claim, known));
            }
        });
        metrics.page(taken.readings(), taken.step().unreadable(), summary);
    }

    /** Why the run cannot be said to have brought everything; null if it did. */
    private static @Nullable String reason(
            WalkState.End end, SyncClaim claim, SyncRun run, RunWalk walk, SyncedRange known) {
        if (end == WalkState.End.BLOCKED) {
            return "WAHA has more than it shows";
        }
        // Stories are gone after a day, so that WAHA has forgotten those the archive knows is no more than usual.
        boolean isKnownToHaveSome = claim.head() != null || (known.newest() != null && !claim.isOfStories());
        boolean sawNothing = run.walk() == null && !walk.hasOffers();
        return end == WalkState.End.EXHAUSTED && sawNothing && isKnownToHaveSome
                ? "WAHA shows no messages of this chat"
                : null;
    }

    private static SyncOutcome outcome(WalkState.End end, @Nullable String reason) {
        if (reason != null) {
            return SyncOutcome.INTERRUPTED;
        }
        return end == WalkState.End.COMPLETE ? SyncOutcome.COMPLETE : SyncOutcome.EXHAUSTED;
    }

    private static boolean goesDown(SyncRun run, SyncedRange known) {
        Instant from = run.askedFrom();
        Instant horizon = known.horizon();
        return from == null || (horizon != null && !from.isAfter(horizon));
    }

    private static @Nullable Duration deepening(WalkState.End end, SyncClaim claim, SyncedRange known) {
        boolean mayGrow = known.settles() && end == WalkState.End.EXHAUSTED && claim.deepenRound() < DEEPENINGS.size();
        return mayGrow ? DEEPENINGS.get(claim.deepenRound()) : null;
    }

    /** What WAHA has at least is what it once showed, or what the archive got from it. */
    private static @Nullable Instant head(SyncClaim claim, SyncedRange known) {
        Instant shown = claim.head();
        Instant newest = known.newest();
        return shown == null || (newest != null && newest.isAfter(shown)) ? newest : shown;
    }

    private WalkPlan plan(SyncClaim claim, SyncRun run, SyncedRange known) {
        Instant from = run.askedFrom();
        Instant head = head(claim, known);
        // What failed may have been too much at once.
        int pageSize =
                Math.max(HistorySettings.SMALLEST_BATCH, settings.batchSize() >> (2 * Math.min(claim.retries(), 3)));
        return new WalkPlan(
                from == null ? null : Long.valueOf(from.getEpochSecond()),
                head == null ? null : Long.valueOf(head.getEpochSecond()),
                pageSize);
    }

    private void giveBack(SyncClaim claim, WahaAnswer<?> answer) {
        String reason = answer.summary();
        switch (answer) {
            case NotReady<?>(String status) -> {
                open.forget(claim.session());
                sessions.notReady(claim.session(), status);
                queue.release(claim, Duration.ZERO, reason);
                metrics.claim("not_ready");
            }
            case Unavailable<?>(Trouble trouble, Duration retryAfter) -> {
                if (trouble != Trouble.BUSY && trouble != Trouble.BREAKER_OPEN) {
                    sessions.pause(claim.session(), retryAfter, reason);
                }
                // Without a wait the chats would be claimed and released as fast as the database can.
                queue.release(claim, trouble == Trouble.BREAKER_OPEN ? retryAfter : AFTER_A_REFUSAL, reason);
                metrics.claim(trouble.name().toLowerCase(Locale.ROOT));
            }
            case Refused<?>(String detail) -> fail(claim, reason + ": " + detail, "refused");
            case Broken<?>(String detail) -> fail(claim, reason + ": " + detail, "broken");
            case NotFound<?> absent -> fail(claim, reason, "absent");
            case Success<?> told -> throw new IllegalArgumentException("an answer is no reason to give up");
        }
    }

    private void fail(SyncClaim claim, String reason, String outcome) {
        queue.fail(claim, reason);
        metrics.claim(outcome);
    }
}
