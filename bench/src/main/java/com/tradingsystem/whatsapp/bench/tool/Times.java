package com.tradingsystem.whatsapp.bench.tool;

import java.util.Arrays;

/** Times that something took, in no order. */
public final class Times {

    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] nanos;

    /**
     * Times in nanoseconds.
     *
     * @param nanos one per repetition
     */
    public Times(long[] nanos) {
        this.nanos = nanos.clone();
        Arrays.sort(this.nanos);
    }

    /** All of them as a load that took so many seconds. */
    public Load over(double seconds) {
        return new Load(
                nanos.length / seconds, quantile(0.5), quantile(0.95), quantile(0.99), quantile(1), nanos.length, 0);
    }

    /** The time, in milliseconds, that so large a share took at most. */
    private double quantile(double share) {
        if (nanos.length == 0) {
            return Double.NaN;
        }
        int place = (int) Math.ceil(share * nanos.length) - 1;
        return nanos[Math.max(0, place)] / NANOS_PER_MILLI;
    }
}
