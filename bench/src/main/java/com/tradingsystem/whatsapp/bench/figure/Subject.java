package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.data.ChatKind;
import com.tradingsystem.whatsapp.bench.data.Plan;
import com.tradingsystem.whatsapp.bench.server.Address;
import com.tradingsystem.whatsapp.bench.server.Gateway;
import com.tradingsystem.whatsapp.bench.setting.Home;
import com.tradingsystem.whatsapp.bench.setting.Options;
import com.tradingsystem.whatsapp.bench.tool.BareSql;
import com.tradingsystem.whatsapp.bench.tool.PgBench;
import com.tradingsystem.whatsapp.bench.tool.Wrk;
import java.util.Map;

/**
 * What is measured: a gateway on a filled archive.
 *
 * @param plan what the archive was filled with
 */
public record Subject(Home home, Options options, Plan plan, Address database, Gateway gateway) {

    Wrk wrk() {
        return new Wrk(home, gateway.url());
    }

    PgBench pgbench() {
        return new PgBench(home, database);
    }

    BareSql bareSql() {
        return new BareSql(home, database);
    }

    /** The events that {@code events.lua} sends: fresh in each use. */
    Senders senders() {
        return new Senders(home, gateway);
    }

    /** What the statements about chats of a kind expect. */
    Map<String, String> chats(ChatKind kind) {
        return Map.of(
                "sessions",
                Integer.toString(plan.sessions()),
                "chats",
                Integer.toString(plan.chats(kind)),
                "prefix",
                kind.prefix());
    }
}
