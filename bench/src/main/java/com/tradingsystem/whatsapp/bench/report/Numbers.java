package com.tradingsystem.whatsapp.bench.report;

import java.util.Locale;

final class Numbers {

    private Numbers() {}

    /** Three digits that count, and no more decimals than these need. */
    static String format(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
