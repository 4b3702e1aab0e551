package com.tradingsystem.whatsapp.bench.setting;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How large and how long a run is to be.
 *
 * @param messages how many messages the archive has before anything is measured, about
 * @param rounds how often each figure is taken, in turn with what it is held against
 * @param seconds how long each takes
 */
public record Options(long messages, int rounds, int seconds) {

    private static final Options FULL = new Options(2_000_000, 3, 10);
    private static final Options QUICK = new Options(50_000, 2, 2);
    private static final int SHORTEST_WARM_UP = 4;

    /**
     * Reads the arguments of {@code bench/run}; those that are not there have the values of a full run.
     *
     * @throws BadSetting if an argument is not known or not a number
     */
    public static Options parse(String... arguments) {
        Options options = List.of(arguments).contains("--quick") ? QUICK : FULL;
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        while (!left.isEmpty()) {
            String name = left.pop();
            options = switch (name) {
                case "--quick" -> options;
                case "--messages" -> new Options(number(name, left.poll()), options.rounds, options.seconds);
                case "--rounds" -> new Options(options.messages, (int) number(name, left.poll()), options.seconds);
                case "--seconds" -> new Options(options.messages, options.rounds, (int) number(name, left.poll()));
                default -> throw new BadSetting("unknown argument " + name + "; see bench/run --help");
            };
        }
        return options;
    }

    /** How long a route is asked before it is measured, so that its code is compiled: what is measured is a gateway that runs. */
    public int warmUpSeconds() {
        return Math.max(SHORTEST_WARM_UP, seconds);
    }

    private static long number(String name, @Nullable String text) {
        if (text == null || !text.matches("[1-9][0-9]{0,9}")) {
            throw new BadSetting(name + " wants a number of 1 or more");
        }
        return Long.parseLong(text);
    }
}
