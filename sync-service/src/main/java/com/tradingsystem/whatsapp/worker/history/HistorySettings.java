package com.tradingsystem.whatsapp.worker.history;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * How history is pulled.
 *
 * @param batchSize how many messages are asked for and written at a time, {@value #SMALLEST_BATCH} to {@value #LARGEST_BATCH}
 * @param lookback how far back a chat is asked of which nothing is known; whole days
 * @param concurrentChats how many chats are pulled at the same time
 * @param overlap how far an incremental sync goes below what it knows, for messages that came late
 * @param lease how long a chat is a worker's without progress; longer than one question to WAHA may take with all its attempts
 * @param slice how many pages of a chat are pulled before others have their turn
 * @param status whether stories ({@code status@broadcast}) are pulled without being asked for by a person
 * @param idle how long a worker waits before it looks for work again
 */
@ConfigurationProperties("whatsapp.history")
record HistorySettings(
        @DefaultValue("100") int batchSize,
        @DefaultValue("7") @DurationUnit(ChronoUnit.DAYS) Duration lookback,
        @DefaultValue("5") int concurrentChats,
        @DefaultValue("10m") Duration overlap,
        @DefaultValue("5m") Duration lease,
        @DefaultValue("20") int slice,
        @DefaultValue("true") boolean status,
        @DefaultValue("1s") Duration idle) {

    static final int SMALLEST_BATCH = 10;
    static final int LARGEST_BATCH = 1000;

    HistorySettings {
        if (batchSize < SMALLEST_BATCH || batchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException(
                    "whatsapp.history.batch-size is to be from " + SMALLEST_BATCH + " to " + LARGEST_BATCH);
        }
        if (concurrentChats < 1 || slice < 1) {
            throw new IllegalArgumentException("whatsapp.history.concurrent-chats and slice are to be 1 or more");
        }
        if (lookback.isNegative() || overlap.isNegative() || !lease.isPositive() || !idle.isPositive()) {
            throw new IllegalArgumentException("the times of whatsapp.history are to be positive");
        }
    }
}
