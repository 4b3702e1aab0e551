package com.tradingsystem.whatsapp.local.waha;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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

        /** Answers 200 with JSON that ends in the middle. */
        record Torn() implements Fault {}

        /** Hangs up without a word. */
        record HangUp() implements Fault {}
    }

    private volatile Function<String, Optional<Fault>> chance = path -> Optional.empty();

    private record Rule(Pattern path, Fault fault, AtomicInteger left) {}

    /** Misbehaves on every call whose path (still encoded) contains a match of {@code pathPattern}. */
    public void always(String pathPattern, Fault fault) {
        next(Integer.MAX_VALUE, pathPattern, fault);
    }

    /** Misbehaves on the next calls whose path contains a match of {@code pathPattern}. */
    public void next(int calls, String pathPattern, Fault fault) {
        rules.add(new Rule(Pattern.compile(pathPattern), fault, new AtomicInteger(calls)));
    }

    /** Lets {@code newChance} see the path of every call first, and misbehaves as it says; {@link #clear()} leaves it. */
    public void byChance(Function<String, Optional<Fault>> newChance) {
        chance = newChance;
    }

    /** Behaves again. */
    public void clear() {
        rules.clear();
    }

    Optional<Fault> on(String path) {
        return chance.apply(path)
                .or(() -> rules.stream()
                        .filter(rule ->
                                rule.path().matcher(path).find() && rule.left().getAndDecrement() > 0)
                        .map(Rule::fault)
                        .findFirst());
    }
}
