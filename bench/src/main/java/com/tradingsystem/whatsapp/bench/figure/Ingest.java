package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.report.Aim;
import com.tradingsystem.whatsapp.bench.report.Result;
import com.tradingsystem.whatsapp.bench.report.Result.Counterpart;
import com.tradingsystem.whatsapp.bench.rows.PlainBatches;
import com.tradingsystem.whatsapp.bench.rows.SingleCommits;
import java.util.List;

/** Events a second from 64 senders, against the same rows without a gateway, and against commits of single rows. */
public final class Ingest implements Figure {

    private static final int CONNECTIONS = 64;
    private static final int BATCH = 64;

    @Override
    public List<Result> measure(Subject subject) {
        int seconds = subject.options().seconds();
        Senders senders = subject.senders();
        PlainBatches batches = new PlainBatches(subject.home(), subject.database());
        SingleCommits singles = new SingleCommits(subject.home(), subject.database());
        ProcessorTime processor = new ProcessorTime(subject.gateway());
        List<Rounds> rounds = Rounds.inTurn(
                subject.options().rounds(),
                () -> processor.of(() -> senders.send("live", CONNECTIONS, seconds)),
                () -> batches.run(BATCH, seconds),
                () -> singles.run(CONNECTIONS, seconds));
        Rounds events = rounds.get(0);
        return List.of(
                new Result(
                        "events, 64 connections, one session",
                        "events/s",
                        events.perSecond(),
                        new Counterpart(
                                "the same rows by JDBC in batches of 64, one client",
                                rounds.get(1).perSecond()),
                        new Aim.AtLeast(0.6)),
                new Result(
                        "events, 64 connections, one session",
                        "events/s",
                        events.perSecond(),
                        new Counterpart(
                                "single-row commits, 64 clients", rounds.get(2).perSecond()),
                        new Aim.AtLeast(1.1)),
                new Result(
                        "acknowledge p99, 64 connections",
                        "ms",
                        events.p99(),
                        new Counterpart("its p50", events.p50()),
                        new Aim.AtMost(2.5)),
                processor.result("an event"));
    }
}
