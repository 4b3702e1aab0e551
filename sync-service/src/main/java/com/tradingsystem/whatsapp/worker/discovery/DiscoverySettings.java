package com.tradingsystem.whatsapp.worker.discovery;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * How WAHA is watched.
 *
 * @param interval how often each session is looked at; a number without a unit counts milliseconds
 * @param pageSize how many chats are read at a time
 * @param wholeEvery how often the list of chats is read to its end; other looks stop where nothing moved
 * @param allChatsFrom from how many moved chats on the messages of all chats are pulled at once, on engines that can do that
 * @param directoryEvery how often contacts, LIDs and groups are read
 * @param directoryPace how long after one question about these the next is asked
 * @param settling for how long after pairing a session goes on receiving history
 * @param lease how long a session is a worker's to look at without a question; longer than one may take with all its attempts
 * @param status whether stories ({@code status@broadcast}) are looked for
 * @param silence the least time without an event after which a session can be called silent
 */
@ConfigurationProperties("whatsapp.discovery")
record DiscoverySettings(
        @DefaultValue("300000") @DurationUnit(ChronoUnit.MILLIS)
        Duration interval,

        @DefaultValue("50") int pageSize,
        @DefaultValue("1h") Duration wholeEvery,
        @DefaultValue("6") int allChatsFrom,
        @DefaultValue("6h") Duration directoryEvery,
        @DefaultValue("2s") Duration directoryPace,
        @DefaultValue("2d") Duration settling,
        @DefaultValue("5m") Duration lease,
        @DefaultValue("true") boolean status,
        @DefaultValue("15m") Duration silence) {

    DiscoverySettings {
        if (pageSize < 1 || allChatsFrom < 1) {
            throw new IllegalArgumentException("whatsapp.discovery.page-size and all-chats-from are to be 1 or more");
        }
        if (!lease.isPositive()
                || !interval.isPositive()
                || !directoryEvery.isPositive()
                || directoryPace.isNegative()) {
            throw new IllegalArgumentException("the times of whatsapp.discovery are to be positive");
        }
    }
}
