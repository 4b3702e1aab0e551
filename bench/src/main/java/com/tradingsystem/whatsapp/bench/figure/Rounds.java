package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.report.Spread;
import com.tradingsystem.whatsapp.bench.tool.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What several rounds of one load gave. */
record Rounds(List<Load> loads) {

    /**
     * Takes loads in turn, so that whatever else the machine does meets all of them.
     *
     * @return the rounds of each
     */
    @SafeVarargs
    static List<Rounds> inTurn(int rounds, Supplier<Load>... loads) {
        List<List<Load>> taken = new ArrayList<>();
        for (int i = 0; i < loads.length; i++) {
            taken.add(new ArrayList<>());
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < loads.length; i++) {
                taken.get(i).add(warnOfFailures(loads[i].get()));
            }
        }
        return taken.stream().map(Rounds::new).toList();
    }

    private static Load warnOfFailures(Load load) {
        if (load.refused() > 0) {
            System.err.printf("         %d of these requests failed%n", load.refused());
        }
        return load;
    }

    /** One value of each round. */
    Spread of(ToDoubleFunction<Load> value) {
        return new Spread(loads.stream().map(load -> value.applyAsDouble(load)).toList());
    }

    Spread perSecond() {
        return of(Load::perSecond);
    }

    Spread p50() {
        return of(Load::p50);
    }

    Spread p99() {
        return of(Load::p99);
    }
}
