package com.tradingsystem.whatsapp.local.waha;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Makes the REST interface misbehave, as servers and what stands before them do. Safe for use by many threads. */
public final class Faults {

    private final CopyOnWriteArrayList<Rule> rules = new CopyOnWriteArrayList<>();

    /** A way to misbehave. */
    public sealed interface Fault {

        /** Answers as usual, but late. */
        record Slow(Duration delay) implements Fault {}

        /** Answers with this status and the body of an engine's error. */
        record Failing(int status) implements Fault {}

        /** Promises the whole body and hangs up in the middle of it. */
        record Cut() implements Fault {}

        /** Answers with a page instead of JSON, as a proxy or a login does. */
        record Html(int status) implements Fault {}

        /** Hangs up without a word. */
        record HangUp() implements Fault {}
    }

    private record Rule(Pattern path, Fault fault, AtomicInteger left) {}

    /** Misbehaves on every call whose path (still encoded) contains a match of {@code pathPattern}. */
    public void always(String pathPattern, Fault fault) {
        next(Integer.MAX_VALUE, pathPattern, fault);
    }

    /** Misbehaves on the next calls whose path contains a match of {@code pathPattern}. */
    public void next(int calls, String pathPattern, Fault fault) {
        rules.add(new Rule(Pattern.compile(pathPattern), fault, new AtomicInteger(calls)));
    }

    /** Behaves again. */
    public void clear() {
        rules.clear();
    }

    Optional<Fault> on(String path) {
        return rules.stream()
                .filter(rule -> rule.path().matcher(path).find() && rule.left().getAndDecrement() > 0)
                .map(Rule::fault)
                .findFirst();
    }
}
