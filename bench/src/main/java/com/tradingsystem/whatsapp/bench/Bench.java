package com.tradingsystem.whatsapp.bench;

import com.tradingsystem.whatsapp.bench.data.ChatKind;
import com.tradingsystem.whatsapp.bench.data.Filling;
import com.tradingsystem.whatsapp.bench.data.Plan;
import com.tradingsystem.whatsapp.bench.figure.Acknowledge;
import com.tradingsystem.whatsapp.bench.figure.BlockedSession;
import com.tradingsystem.whatsapp.bench.figure.Circumstances;
import com.tradingsystem.whatsapp.bench.figure.Figure;
import com.tradingsystem.whatsapp.bench.figure.FirstSeconds;
import com.tradingsystem.whatsapp.bench.figure.FloodingSession;
import com.tradingsystem.whatsapp.bench.figure.Ingest;
import com.tradingsystem.whatsapp.bench.figure.Memory;
import com.tradingsystem.whatsapp.bench.figure.Pages;
import com.tradingsystem.whatsapp.bench.figure.Search;
import com.tradingsystem.whatsapp.bench.figure.Sizes;
import com.tradingsystem.whatsapp.bench.figure.SmallRoutes;
import com.tradingsystem.whatsapp.bench.figure.Subject;
import com.tradingsystem.whatsapp.bench.report.JsonReport;
import com.tradingsystem.whatsapp.bench.report.Result;
import com.tradingsystem.whatsapp.bench.report.Table;
import com.tradingsystem.whatsapp.bench.server.Address;
import com.tradingsystem.whatsapp.bench.server.BenchDatabase;
import com.tradingsystem.whatsapp.bench.server.Gateway;
import com.tradingsystem.whatsapp.bench.setting.BadSetting;
import com.tradingsystem.whatsapp.bench.setting.Home;
import com.tradingsystem.whatsapp.bench.setting.Options;
import com.tradingsystem.whatsapp.bench.tool.PgBench;
import com.tradingsystem.whatsapp.bench.tool.Wrk;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures everything and prints the table; {@code bench/run} starts it. */
final class Bench {

    /** In the order in which they are taken. */
    private static final List<Figure> FIGURES = List.of(
            new FirstSeconds(),
            new Ingest(),
            new Acknowledge(),
            new Pages(ChatKind.BURSTY),
            new Pages(ChatKind.EVEN),
            new SmallRoutes(),
            new Search(),
            new BlockedSession(),
            new FloodingSession(),
            new Memory(),
            new Sizes());

    private final Home home;
    private final Options options;
    private final List<Result> results = new ArrayList<>();

    private Bench(Home home, Options options) {
        this.home = home;
        this.options = options;
    }

    /**
     * Runs.
     *
     * @param arguments the folder of this module, then those of {@code bench/run}
     */
    public static void main(String... arguments) throws SQLException {
        try {
            Options options = Options.parse(
                    List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
            Wrk.require();
            PgBench.require();
            new Bench(new Home(Path.of(arguments[0])), options).run();
        } catch (BadSetting e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws SQLException {
        Map<String, String> circumstances;
        try (BenchDatabase database = BenchDatabase.start(home)) {
            Plan plan = Plan.ofMessages(options.messages());
            fill(database.address(), plan);
            try (Gateway gateway = Gateway.start(home, database.address())) {
                Subject subject = new Subject(home, options, plan, database.address(), gateway);
                circumstances = Circumstances.of(subject);
                for (Figure figure : FIGURES) {
                    say(figure.getClass().getSimpleName());
                    figure.measure(subject).forEach(this::report);
                }
            }
        }
        System.out.println();
        circumstances.forEach((name, value) -> System.out.println(name + ": " + value));
        System.out.print('\n' + Table.of(results));
        JsonReport.write(home.target().resolve("report.json"), circumstances, results);
    }

    private void fill(Address database, Plan plan) throws SQLException {
        say("Migrating");
        Gateway.start(home, database).close();
        say("Filling");
        try (Connection connection = database.connect()) {
            long written = new Filling(connection, home).fill(plan);
            say(written + " messages written");
        }
    }

    private void report(Result result) {
        results.add(result);
        say(Table.row(result));
    }

    private static void say(String line) {
        System.err.printf("%tT %s%n", System.currentTimeMillis(), line);
    }
}
