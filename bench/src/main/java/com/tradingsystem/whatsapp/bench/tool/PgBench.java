package com.tradingsystem.whatsapp.bench.tool;

import com.tradingsystem.whatsapp.bench.server.Address;
import com.tradingsystem.whatsapp.bench.setting.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Runs statements with pgbench, prepared. */
public record PgBench(Home home, Address database) {

    private static final int TIME_FIELD = 2;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int THREADS = 2;

    /**
     * Sees to it that it is installed.
     *
     * @throws com.tradingsystem.whatsapp.bench.setting.BadSetting if it is not
     */
    public static void require() {
        Tools.require("pgbench", "postgresql-contrib");
    }

    /**
     * Runs a script.
     *
     * @param script its name in {@code sql}
     * @param variables what the script expects
     */
    public Load run(String script, int clients, int seconds, Map<String, String> variables) {
        Path logs = newFolder();
        List<String> command = new ArrayList<>(List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=" + Math.min(THREADS, clients),
                "--time=" + seconds,
                "--log",
                "--log-prefix=" + logs.resolve("log"),
                "--file=" + home.sqlFile(script),
                "--host=" + database.host(),
                "--port=" + database.port(),
                "--username=" + database.user()));
        variables.forEach((name, value) -> command.add("--define=" + name + "=" + value));
        command.add(database.name());
        Tools.run(command, Map.of("PGPASSWORD", database.password()));
        return new Times(times(logs)).over(seconds);
    }

    private Path newFolder() {
        try {
            Files.createDirectories(home.target());
            return Files.createTempDirectory(home.target(), "pgbench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each line of a log is a transaction; its third field is the time it took in microseconds. */
    private static long[] times(Path logs) {
        List<Path> files;
        try (Stream<Path> list = Files.list(logs)) {
            files = list.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long[] times = files.stream().flatMapToLong(PgBench::timesOf).toArray();
        try {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(logs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return times;
    }

    private static LongStream timesOf(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return LongStream.of(lines.mapToLong(line -> Long.parseLong(line.split(" ")[TIME_FIELD]) * NANOS_PER_MICRO)
                    .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
