package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.data.ChatKind;
import com.tradingsystem.whatsapp.bench.report.Aim;
import com.tradingsystem.whatsapp.bench.report.Result;
import com.tradingsystem.whatsapp.bench.report.Result.Counterpart;
import java.util.List;
import java.util.Locale;

/** The newest 50 messages of random chats of a kind, against the statements that find them. */
public final class Pages implements Figure {

    private static final int CONNECTIONS = 16;

    private final ChatKind kind;

    public Pages(ChatKind kind) {
        this.kind = kind;
    }

    @Override
    public List<Result> measure(Subject subject) {
        int seconds = subject.options().seconds();
        List<String> arguments = List.of(
                subject.gateway().token(),
                Integer.toString(subject.plan().sessions()),
                Integer.toString(subject.plan().chats(kind)),
                kind.prefix());
        subject.wrk().run("pages.lua", CONNECTIONS, subject.options().warmUpSeconds(), arguments);
        ProcessorTime processor = new ProcessorTime(subject.gateway());
        List<Rounds> rounds = Rounds.inTurn(
                subject.options().rounds(),
                () -> processor.of(() -> subject.wrk().run("pages.lua", CONNECTIONS, seconds, arguments)),
                () -> subject.pgbench().run("bare/page.sql", CONNECTIONS, seconds, subject.chats(kind)));
        Rounds pages = rounds.get(0);
        String name =
                "page of 50, %s chats, 16 connections".formatted(kind.name().toLowerCase(Locale.ROOT));
        return List.of(
                new Result(
                        name,
                        "pages/s",
                        pages.perSecond(),
                        new Counterpart(
                                "its bare SQL by pgbench, prepared",
                                rounds.get(1).perSecond()),
                        new Aim.AtLeast(aim())),
                new Result(
                        name + ", p99", "ms", pages.p99(), new Counterpart("its p50", pages.p50()), new Aim.AtMost(3)),
                processor.result("a " + name));
    }

    private double aim() {
        return switch (kind) {
            case BURSTY -> 0.45;
            case EVEN -> 0.3;
        };
    }
}
