package com.tradingsystem.whatsapp.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to be done when. Used by one thread. */
final class Agenda {

    private final InstantSource clock;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::number));
    private long count;

    private record Entry(Instant at, long number, Runnable deed) {}

    Agenda(InstantSource clock) {
        this.clock = clock;
    }

    void at(Instant at, Runnable deed) {
        entries.add(new Entry(at, count++, deed));
    }

    void in(Duration delay, Runnable deed) {
        at(clock.instant().plus(delay), deed);
    }

    int size() {
        return entries.size();
    }

    /** Does everything that is due, in order. */
    void doWhatIsDue() {
        Instant now = clock.instant();
        while (!entries.isEmpty() && !entries.peek().at().isAfter(now)) {
            entries.remove().deed().run();
        }
    }
}
