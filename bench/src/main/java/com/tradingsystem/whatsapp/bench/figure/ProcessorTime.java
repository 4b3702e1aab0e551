package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.report.Result;
import com.tradingsystem.whatsapp.bench.report.Spread;
import com.tradingsystem.whatsapp.bench.server.Gateway;
import com.tradingsystem.whatsapp.bench.tool.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the gateway's process works for one request of a load, whatever else the machine does. */
final class ProcessorTime {

    private final Gateway gateway;
    private final List<Double> rounds = new ArrayList<>();

    ProcessorTime(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Measures a round. */
    Load of(Supplier<Load> load) {
        double before = gateway.processorMillis();
        Load taken = load.get();
        rounds.add((gateway.processorMillis() - before) / taken.count());
        return taken;
    }

    Result result(String name) {
        return Result.of("processor time of the gateway, " + name, "ms", new Spread(List.copyOf(rounds)), null);
    }
}
