package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.report.Aim;
import com.tradingsystem.whatsapp.bench.report.Result;
import com.tradingsystem.whatsapp.bench.report.Result.Counterpart;
import java.util.List;
import java.util.Map;

/** The time that one answer takes, one caller alone, against its statements. */
final class Route {

    private Route() {}

    static Result measure(Subject subject, String name, String path, String sql, Map<String, String> variables) {
        int seconds = subject.options().seconds();
        List<String> arguments = List.of(subject.gateway().token(), path);
        subject.wrk().run("get.lua", 1, subject.options().warmUpSeconds(), arguments);
        List<Rounds> rounds = Rounds.inTurn(
                subject.options().rounds(),
                () -> subject.wrk().run("get.lua", 1, seconds, arguments),
                () -> subject.bareSql().run(sql, seconds, variables));
        return new Result(
                name + " p50, one connection",
                "ms",
                rounds.get(0).p50(),
                new Counterpart(
                        "its bare SQL by JDBC, one client", rounds.get(1).p50()),
                new Aim.AtMost(3));
    }
}
