package com.tradingsystem.whatsapp.worker.housekeeping;

import com.tradingsystem.whatsapp.persistence.Tier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Removes what is past its time, in batches of a transaction each, so that writers wait a moment only.
 *
 * <p>Every batch takes a lock that ends with its transaction, since sessions are shared behind PgBouncer. Who finds it taken
 * leaves the rest to the one who has it. A thread that is interrupted stops after the batch it is at.
 *
 * <p>Compare {@code whatsapp_retention_last_success_timestamp_seconds} with the clock: more than a day and a bit means that nothing was
 * removed for so long.
 */
final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Tier tier;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final MultiGauge pastTime;
    private final AtomicReference<Double> lastSuccess = new AtomicReference<>(Double.NaN);

    private record Step(String what, String unit, long removed, boolean isDone) {}

    Retention(
            JdbcClient jdbc, TransactionOperations transactions, Tier tier, MeterRegistry meters, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.tier = tier;
        this.meters = meters;
        this.clock = clock;
        this.pastTime = MultiGauge.builder("whatsapp.retention.past.time")
                .description("What a dry run would have removed")
                .register(meters);
        Gauge.builder("whatsapp.retention.last.success.timestamp.seconds", lastSuccess, AtomicReference::get)
                .description("When this worker last removed all that was past its time")
                .register(meters);
    }

    /** Runs retention, unless the database does it by itself or another worker is at it. */
    void enforce() {
        if (tier == Tier.COMMUNITY) {
            return;
        }
        Map<String, Long> removed = new TreeMap<>();
        boolean isDone = false;
        while (!isDone && !Thread.currentThread().isInterrupted()) {
            List<Step> steps = transactions.execute(status -> batch());
            if (steps == null || steps.isEmpty()) {
                log.info("Somebody else removes what is past its time");
                return;
            }
            steps.forEach(step -> count(step, removed));
            isDone = steps.stream().allMatch(Step::isDone);
        }
        if (isDone) {
            lastSuccess.set(clock.instant().toEpochMilli() / 1000.0);
        }
        log.info("Removed what is past its time: {}", removed.isEmpty() ? "nothing" : removed);
    }

    /**
     * Removes nothing, and tells what would go: in the log and as {@code whatsapp_retention_past_time}. Where the database removes by
     * itself, it goes on doing so.
     */
    void preview() {
        List<Step> steps = jdbc.sql(
                        "select what, unit, removed, is_done from whatsapp_gateway.enforce_retention(p_dry_run => true)")
                .query(Step.class)
                .list();
        pastTime.register(
                steps.stream()
                        .map(step -> MultiGauge.Row.of(
                                Tags.of("what", step.what(), "unit", step.unit()), (double) step.removed()))
                        .toList(),
                true);
        Map<String, Long> found = new TreeMap<>();
        steps.forEach(step -> note(step, found));
        log.info("A dry run: what is past its time would be removed: {}", found.isEmpty() ? "nothing" : found);
    }

    /** Empty if another worker has the lock. */
    private List<Step> batch() {
        boolean ours = jdbc.sql(
                        "select pg_try_advisory_xact_lock(hashtextextended('whatsapp_gateway.enforce_retention', 0))")
                .query(Boolean.class)
                .single();
        if (!ours) {
            return List.of();
        }
        // Where both are kept for ever there are no rows, and with that everything is done.
        List<Step> steps = jdbc.sql("select what, unit, removed, is_done from whatsapp_gateway.enforce_retention()")
                .query(Step.class)
                .list();
        return steps.isEmpty() ? List.of(new Step("nothing", "rows", 0, true)) : steps;
    }

    private void count(Step step, Map<String, Long> removed) {
        Counter.builder("whatsapp.retention.removed")
                .description("What was removed because it was past its time")
                .tags("what", step.what(), "unit", step.unit())
                .register(meters)
                .increment((double) step.removed());
        note(step, removed);
    }

    private static void note(Step step, Map<String, Long> sums) {
        if (step.removed() > 0) {
            sums.merge(step.what() + " (" + step.unit() + ")", step.removed(), Long::sum);
        }
    }
}
