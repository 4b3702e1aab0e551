package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.report.Aim;
import com.tradingsystem.whatsapp.bench.report.Result;
import com.tradingsystem.whatsapp.bench.report.Spread;
import com.tradingsystem.whatsapp.bench.server.Gateway;
import java.util.List;

/** How much memory is resident: in the gateway that had all the load before, and in a fresh one that has nothing to do. */
public final class Memory implements Figure {

    private static final int IDLE_SECONDS = 10;

    @Override
    public List<Result> measure(Subject subject) {
        double loaded = subject.gateway().residentMegabytes();
        double idle;
        try (Gateway gateway = Gateway.start(subject.home(), subject.database())) {
            Pause.seconds(IDLE_SECONDS);
            idle = gateway.residentMegabytes();
        }
        return List.of(
                Result.of("resident memory, idle", "MB", Spread.of(idle), new Aim.AtMost(350)),
                Result.of("resident memory, after load", "MB", Spread.of(loaded), new Aim.AtMost(500)));
    }
}
