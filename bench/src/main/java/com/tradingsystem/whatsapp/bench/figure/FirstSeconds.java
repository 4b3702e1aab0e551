package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.report.Aim;
import com.tradingsystem.whatsapp.bench.report.Result;
import com.tradingsystem.whatsapp.bench.report.Spread;
import com.tradingsystem.whatsapp.bench.tool.Load;
import java.util.List;

/** How many events a gateway takes just after it said that it is ready. Has to be the first figure after its start. */
public final class FirstSeconds implements Figure {

    private static final int CONNECTIONS = 64;
    private static final int FIRST_SECONDS = 10;

    @Override
    public List<Result> measure(Subject subject) {
        Load first = subject.senders().send("cold", CONNECTIONS, FIRST_SECONDS);
        Load warmingUp = subject.senders().send("cold", CONNECTIONS, FIRST_SECONDS);
        Load steady =
                subject.senders().send("cold", CONNECTIONS, subject.options().seconds());
        return List.of(
                new Result(
                        "first ten seconds after readiness, 64 connections",
                        "events/s",
                        Spread.of(first.perSecond()),
                        new Result.Counterpart(
                                "steady state", Spread.of(Math.max(steady.perSecond(), warmingUp.perSecond()))),
                        new Aim.AtLeast(0.6)),
                Result.of("p99 in these ten seconds", "ms", Spread.of(first.p99()), null));
    }
}
