package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.report.Aim;
import com.tradingsystem.whatsapp.bench.report.Result;
import com.tradingsystem.whatsapp.bench.report.Result.Counterpart;
import com.tradingsystem.whatsapp.bench.report.Spread;
import com.tradingsystem.whatsapp.bench.tool.Load;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the senders of other sessions notice while somebody keeps one session from being written, and what its own senders get. */
public final class BlockedSession implements Figure {

    private static final String STUCK = "stuck";
    private static final int STUCK_SENDERS = 4;
    private static final int OTHER_SENDERS = 8;
    private static final int OTHER_SESSIONS = 20;
    private static final int HELD = 6;
    private static final double LONGEST_REFUSAL_MILLIS = 5_000;

    @Override
    public List<Result> measure(Subject subject) {
        int seconds = subject.options().seconds() * HELD;
        Senders senders = subject.senders();
        senders.send(STUCK, 1, 1);
        others(senders, 1);
        Load usual = others(senders, seconds);
        Load stuck;
        Load meanwhile;
        try (Connection holder = subject.database().connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(subject.home().sql("hold-session.sql"));
            CompletableFuture<Load> blocked =
                    CompletableFuture.supplyAsync(() -> senders.send(STUCK, STUCK_SENDERS, seconds));
            meanwhile = others(senders, seconds);
            stuck = blocked.join();
            holder.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException("the session cannot be held: " + e.getMessage(), e);
        }
        return List.of(
                new Result(
                        "p99 of other sessions while one is blocked for " + seconds + " s",
                        "ms",
                        Spread.of(meanwhile.p99()),
                        new Counterpart("usual", Spread.of(usual.p99())),
                        new Aim.AtMost(2)),
                Result.of(
                        "events of other sessions refused meanwhile",
                        "",
                        Spread.of((double) meanwhile.refused()),
                        new Aim.AtMost(0)),
                Result.of(
                        "events of the blocked session accepted meanwhile",
                        "",
                        Spread.of((double) stuck.count()),
                        null),
                Result.of(
                        "longest wait of the blocked session's senders for their 503",
                        "ms",
                        Spread.of(stuck.max()),
                        new Aim.AtMost(LONGEST_REFUSAL_MILLIS)));
    }

    private static Load others(Senders senders, int seconds) {
        return senders.send("other-", 1, OTHER_SESSIONS, OTHER_SENDERS, seconds);
    }
}
