package com.tradingsystem.whatsapp.bench.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure.
 *
 * @param name what was measured
 * @param unit of what was measured and of what it is held against
 * @param against what it is held against; null where it stands for itself
 * @param aim what the ratio should come to, or the value where it stands for itself; null where it only is to be known
 */
public record Result(
        String name,
        String unit,
        Spread measured,
        @Nullable Counterpart against,
        @Nullable Aim aim) {

    /** What a figure is held against, taken in the same rounds. */
    public record Counterpart(String name, Spread measured) {}

    /** A value that is held against nothing. */
    public static Result of(String name, String unit, Spread measured, @Nullable Aim aim) {
        return new Result(name, unit, measured, null, aim);
    }

    /** The figure as multiples of its counterpart, round by round. */
    public @Nullable Spread ratio() {
        if (against == null) {
            return null;
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < measured.rounds().size(); i++) {
            ratios.add(measured.rounds().get(i) / against.measured().rounds().get(i));
        }
        return new Spread(ratios);
    }

    /** Whether the aim is met; null where there is none. */
    public @Nullable Boolean isMet() {
        Spread ratio = ratio();
        return aim == null ? null : (Boolean) aim.isMetBy((ratio == null ? measured : ratio).median());
    }
}
