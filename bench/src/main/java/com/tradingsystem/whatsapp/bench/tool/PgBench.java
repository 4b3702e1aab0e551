package com.tradingsystem.whatsapp.bench.tool;

import com.tradingsystem.whatsapp.bench.server.Address;
import com.tradingsystem.whatsapp.bench.setting.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs scripts of {@code sql} with pgbench, prepared. */
public record PgBench(Home home, Address database) {

    private static final int THREADS = 2;
    private static final Pattern PER_SECOND = Pattern.compile("tps = ([0-9.]+)");

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
        List<String> command = new ArrayList<>(List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=" + Math.min(THREADS, clients),
                "--time=" + seconds,
                "--file=" + home.sqlFile(script),
                "--host=" + database.host(),
                "--port=" + database.port(),
                "--username=" + database.user()));
        variables.forEach((name, value) -> command.add("--define=" + name + "=" + value));
        command.add(database.name());
        String output = Tools.run(command, Map.of("PGPASSWORD", database.password()));
        Matcher perSecond = PER_SECOND.matcher(output);
        // It prints no rate where nothing was done in time.
        return Load.ofRate(perSecond.find() ? Double.parseDouble(perSecond.group(1)) : 0);
    }
}
