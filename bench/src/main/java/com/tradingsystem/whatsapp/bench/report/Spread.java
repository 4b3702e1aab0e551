package com.tradingsystem.whatsapp.bench.report;

import java.util.List;

/** What several rounds gave. */
public record Spread(List<Double> rounds) {

    public Spread {
        rounds = List.copyOf(rounds);
    }

    /** What was taken once. */
    public static Spread of(double value) {
        return new Spread(List.of(value));
    }

    public double min() {
        return sorted().getFirst();
    }

    /** The middle one; of two, the mean. */
    public double median() {
        List<Double> sorted = sorted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double max() {
        return sorted().getLast();
    }

    private List<Double> sorted() {
        return rounds.stream().sorted().toList();
    }
}
