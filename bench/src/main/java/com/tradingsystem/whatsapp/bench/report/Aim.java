package com.tradingsystem.whatsapp.bench.report;

/** What a ratio, or a value that is held against nothing, should come to. */
public sealed interface Aim {

    /** Whether it does. */
    boolean isMetBy(double value);

    /** No less. */
    record AtLeast(double bound) implements Aim {
        @Override
        public boolean isMetBy(double value) {
            return value >= bound;
        }

        @Override
        public String toString() {
            return "≥ " + Numbers.format(bound);
        }
    }

    /** No more. */
    record AtMost(double bound) implements Aim {
        @Override
        public boolean isMetBy(double value) {
            return value <= bound;
        }

        @Override
        public String toString() {
            return "≤ " + Numbers.format(bound);
        }
    }
}
