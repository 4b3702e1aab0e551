package com.tradingsystem.whatsapp.bench.data;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A chat with one person, and when something was written in it.
 *
 * @param session the number of its session, from 1
 * @param number its own number among those of its kind in the session, from 1
 */
public record Chat(int session, ChatKind kind, int number) {

    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final long MORNING = Duration.ofHours(8).toSeconds();
    private static final int WORKING_SECONDS = (int) Duration.ofHours(8).toSeconds();
    private static final int LONGEST_PAUSE = 120;

    /** Its address, which is that of the person. */
    public String address() {
        return kind.prefix() + "%07d@c.us".formatted(number);
    }

    /** The seconds of a day at which something was written, in order. */
    List<Integer> secondsOf(int day) {
        return switch (kind) {
            case BURSTY -> burst(day);
            case EVEN -> even(day);
        };
    }

    private List<Integer> burst(int day) {
        List<Integer> seconds = new ArrayList<>();
        if (day % ChatKind.DAYS_BETWEEN_BURSTS == number % ChatKind.DAYS_BETWEEN_BURSTS) {
            SplittableRandom random = random(day);
            int size = random.nextInt(ChatKind.SMALLEST_BURST, ChatKind.LARGEST_BURST + 1);
            int second = (int) MORNING + random.nextInt(WORKING_SECONDS);
            for (int i = 0; i < size; i++) {
                seconds.add(second);
                second += 1 + random.nextInt(LONGEST_PAUSE);
            }
        }
        return seconds;
    }

    private List<Integer> even(int day) {
        List<Integer> seconds = new ArrayList<>();
        long every = ChatKind.BETWEEN_EVEN_MESSAGES.toSeconds();
        long shift = random(0).nextInt((int) every);
        long first = Math.ceilDiv(day * DAY - shift, every);
        for (long at = first * every + shift; at < (day + 1) * DAY; at += every) {
            seconds.add((int) (at - day * DAY));
        }
        return seconds;
    }

    private SplittableRandom random(int day) {
        return new SplittableRandom(
                ((session * 31L + Long.parseLong(kind.prefix())) * 10_000_019L + number) * 1_009L + day);
    }
}
