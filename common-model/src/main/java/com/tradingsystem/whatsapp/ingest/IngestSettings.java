package com.tradingsystem.whatsapp.ingest;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How events are taken in.
 *
 * @param queueEvents how many events may wait or be on their way to disk; more are refused
 * @param queueBytes how many bytes of bodies may do so
 * @param batchEvents how many events one transaction takes at most
 * @param batchBytes how many bytes of bodies one transaction takes at most, unless a single body is larger
 * @param linger how long a batch waits for as many events as the last one had; a lone sender never waits
 * @param committers how many transactions run at a time; each writes chats of its own
 * @param patience how long a sender waits for its event to be on disk before it gets a 503
 * @param retryAfter the {@code Retry-After} of a refused sender
 * @param connectionTimeout how long a committer waits for a connection before the database counts as away
 * @param statementTimeout how long the database works on one statement at most
 * @param lockTimeout how long a batch waits for what another transaction holds; then the sessions concerned are written apart from the
 *     others
 * @param blockedPatience how long the senders of such a session wait before they get a 503
 * @param probeInterval how often a database that is away is asked whether it is back
 * @param drainTimeout how long a stop waits for accepted events to be on disk
 * @param activityFlush how often the time of a session's newest event is written
 * @param relinkInterval how often LIDs whose rows are still to be moved are looked for
 * @param settleAfter how long after a LID's phone number was learnt its rows are moved for the last time
 * @param relinkRows how many rows one transaction moves at most
 */
@ConfigurationProperties("whatsapp.ingest")
public record IngestSettings(
        @DefaultValue("4096") int queueEvents,
        @DefaultValue("64MB") DataSize queueBytes,
        @DefaultValue("256") int batchEvents,
        @DefaultValue("8MB") DataSize batchBytes,
        @DefaultValue("2ms") Duration linger,
        @DefaultValue("1") int committers,
        @DefaultValue("15s") Duration patience,
        @DefaultValue("5s") Duration retryAfter,
        @DefaultValue("2s") Duration connectionTimeout,
        @DefaultValue("20s") Duration statementTimeout,
        @DefaultValue("100ms") Duration lockTimeout,
        @DefaultValue("4s") Duration blockedPatience,
        @DefaultValue("500ms") Duration probeInterval,
        @DefaultValue("20s") Duration drainTimeout,
        @DefaultValue("1s") Duration activityFlush,
        @DefaultValue("1m") Duration relinkInterval,
        @DefaultValue("1m") Duration settleAfter,
        @DefaultValue("1000") int relinkRows) {

    /** @throws IllegalArgumentException if a number or a size is not positive */
    public IngestSettings {
        positive("queue-events", queueEvents);
        positive("queue-bytes", queueBytes.toBytes());
        positive("batch-events", batchEvents);
        positive("batch-bytes", batchBytes.toBytes());
        positive("committers", committers);
        positive("patience", patience.toMillis());
        positive("retry-after", retryAfter.toSeconds());
        // What the connection pool accepts.
        atLeast("connection-timeout", connectionTimeout.toMillis(), 250);
        positive("statement-timeout", statementTimeout.toMillis());
        positive("lock-timeout", lockTimeout.toMillis());
        positive("blocked-patience", blockedPatience.toMillis());
        positive("probe-interval", probeInterval.toMillis());
        positive("drain-timeout", drainTimeout.toMillis());
        positive("activity-flush", activityFlush.toMillis());
        positive("relink-interval", relinkInterval.toMillis());
        atLeast("settle-after", settleAfter.toMillis(), 0);
        positive("relink-rows", relinkRows);
        atLeast("linger", linger.toMillis(), 0);
    }

    /** For transactions that wait for locks as long as for anything else. */
    Timeouts timeouts() {
        return new Timeouts(statementTimeout, Duration.ZERO);
    }

    private static void positive(String name, long value) {
        atLeast(name, value, 1);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "whatsapp.ingest." + name + " is " + value + ", but must be at least " + least);
        }
    }
}
