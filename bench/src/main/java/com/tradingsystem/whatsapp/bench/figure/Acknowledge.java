package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.report.Aim;
import com.tradingsystem.whatsapp.bench.report.Result;
import com.tradingsystem.whatsapp.bench.report.Result.Counterpart;
import com.tradingsystem.whatsapp.bench.rows.SingleCommits;
import java.util.List;

/** How long a lone sender waits, against the commit of a single row. */
public final class Acknowledge implements Figure {

    @Override
    public List<Result> measure(Subject subject) {
        int seconds = subject.options().seconds();
        Senders senders = subject.senders();
        SingleCommits singles = new SingleCommits(subject.home(), subject.database());
        List<Rounds> rounds = Rounds.inTurn(
                subject.options().rounds(), () -> senders.send("live", 1, seconds), () -> singles.run(1, seconds));
        Rounds events = rounds.get(0);
        return List.of(
                new Result(
                        "acknowledge p50, one connection",
                        "ms",
                        events.p50(),
                        new Counterpart(
                                "single-row commit p50, one client",
                                rounds.get(1).p50()),
                        new Aim.AtMost(4)),
                Result.of("acknowledge p99, one connection", "ms", events.p99(), null),
                Result.of("events, one connection", "events/s", events.perSecond(), null));
    }
}
