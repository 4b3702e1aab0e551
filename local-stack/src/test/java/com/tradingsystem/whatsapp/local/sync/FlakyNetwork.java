package com.tradingsystem.whatsapp.local.sync;

import com.tradingsystem.whatsapp.local.waha.Faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/** Counts what a WAHA is asked, and spoils some of it, as networks and proxies do. */
final class FlakyNetwork implements Function<String, Optional<Fault>> {

    private static final List<Fault> FAULTS =
            List.of(new Fault.Html(502), new Fault.Failing(500), new Fault.Torn(), new Fault.Cut(), new Fault.HangUp());

    private final Random random = new Random(42);
    private final List<String> asked = new ArrayList<>();
    private double spoilt;

    @Override
    public synchronized Optional<Fault> apply(String path) {
        asked.add(path);
        return random.nextDouble() < spoilt ? Optional.of(FAULTS.get(random.nextInt(FAULTS.size()))) : Optional.empty();
    }

    /** Spoils this share of all calls, between 0 and 1. */
    synchronized void spoil(double share) {
        spoilt = share;
    }

    /** How many calls of each kind there were since this was asked last; spoilt ones count. */
    synchronized Map<String, Integer> calls() {
        Map<String, Integer> kinds = new TreeMap<>();
        asked.forEach(path -> kinds.merge(kind(path), 1, Integer::sum));
        return kinds;
    }

    /** The chats whose messages were asked for. */
    synchronized List<String> chatsAsked() {
        return asked.stream()
                .filter(path -> path.endsWith("/messages"))
                .map(path -> path.split("/", -1)[4].replace("%40", "@"))
                .toList();
    }

    synchronized void forget() {
        asked.clear();
    }

    private static String kind(String path) {
        String[] parts = path.split("/", -1);
        return parts.length > 4 && path.endsWith("/messages") ? "messages" : parts[parts.length - 1];
    }
}
