package com.tradingsystem.whatsapp.search;

/** A set of code points, written as pairs of its first and last ones. Immutable. */
final class Ranges {

    private final int[] bounds;

    private Ranges(int[] bounds) {
        this.bounds = bounds;
    }

    static Ranges of(int... bounds) {
        return new Ranges(bounds.clone());
    }

    boolean contain(int codePoint) {
        for (int i = 0; i < bounds.length; i += 2) {
            if (codePoint >= bounds[i] && codePoint <= bounds[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
