package com.tradingsystem.whatsapp.bench.tool;

/**
 * What a load came to.
 *
 * @param perSecond how many were answered in a second
 * @param p50 median time of one in milliseconds; likewise the others
 * @param refused how many were answered, but not with success
 */
public record Load(double perSecond, double p50, double p95, double p99, double max, long count, long refused) {

    /** Where only the rate is known. */
    static Load ofRate(double perSecond) {
        return new Load(perSecond, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0);
    }
}
