package com.tradingsystem.whatsapp.bench.data;

import java.time.Duration;

/** How the messages of a chat lie in time. */
public enum ChatKind {

    /** A conversation on a day, then silence for weeks, as people chat: a page of 50 touches 1 to 6 days. */
    BURSTY("551191"),

    /** A message now and then: a page of 50 touches 36 days, and as many chunks as these are. */
    EVEN("551192");

    static final int DAYS_BETWEEN_BURSTS = 18;
    static final int SMALLEST_BURST = 10;
    static final int LARGEST_BURST = 100;
    static final Duration BETWEEN_EVEN_MESSAGES = Duration.ofMinutes(1040);

    private final String prefix;

    ChatKind(String prefix) {
        this.prefix = prefix;
    }

    /** What the addresses of its chats begin with; seven digits follow. */
    public String prefix() {
        return prefix;
    }

    /** How many messages such a chat has in so many days, on average. */
    double messagesIn(int days) {
        return switch (this) {
            case BURSTY -> (double) days / DAYS_BETWEEN_BURSTS * (SMALLEST_BURST + LARGEST_BURST) / 2;
            case EVEN -> (double) Duration.ofDays(days).toMinutes() / BETWEEN_EVEN_MESSAGES.toMinutes();
        };
    }
}
