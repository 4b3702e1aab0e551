package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.report.Aim;
import com.tradingsystem.whatsapp.bench.report.Result;
import com.tradingsystem.whatsapp.bench.report.Result.Counterpart;
import com.tradingsystem.whatsapp.bench.tool.Load;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the senders of 999 sessions notice of one that sends as fast as it can. */
public final class FloodingSession implements Figure {

    private static final int SESSIONS = 1_000;
    private static final int FLOODERS = 64;
    private static final int OTHER_SENDERS = 8;

    @Override
    public List<Result> measure(Subject subject) {
        int seconds = subject.options().seconds();
        Senders senders = subject.senders();
        // So that all sessions are known before.
        senders.send("many-", 1, SESSIONS, FLOODERS, Math.max(2, seconds / 2));
        List<Rounds> rounds = Rounds.inTurn(
                subject.options().rounds(), () -> others(senders, seconds), () -> underFlood(senders, seconds));
        Rounds usual = rounds.get(0);
        Rounds flooded = rounds.get(1);
        return List.of(
                new Result(
                        "p99 of 999 sessions while one floods",
                        "ms",
                        flooded.p99(),
                        new Counterpart("usual", usual.p99()),
                        new Aim.AtMost(3)),
                Result.of(
                        "events of the 999 sessions refused meanwhile",
                        "",
                        flooded.of(Load::refused),
                        new Aim.AtMost(0)));
    }

    private static Load others(Senders senders, int seconds) {
        return senders.send("many-", 2, SESSIONS, OTHER_SENDERS, seconds);
    }

    private static Load underFlood(Senders senders, int seconds) {
        CompletableFuture<Load> flood =
                CompletableFuture.supplyAsync(() -> senders.send("many-", 1, 1, FLOODERS, seconds + 2));
        Pause.seconds(1);
        Load others = others(senders, seconds);
        flood.join();
        return others;
    }
}
