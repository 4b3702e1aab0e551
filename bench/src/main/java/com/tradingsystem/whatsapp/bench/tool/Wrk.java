package com.tradingsystem.whatsapp.bench.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tradingsystem.whatsapp.bench.setting.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends requests with wrk: each connection sends its next one as soon as it has an answer.
 *
 * @param url where to
 */
public record Wrk(Home home, String url) {

    private static final ObjectMapper json = new ObjectMapper();
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double MICROS_PER_SECOND = 1e6;

    /**
     * Sees to it that it is installed.
     *
     * @throws com.tradingsystem.whatsapp.bench.setting.BadSetting if it is not
     */
    public static void require() {
        Tools.require("wrk", "wrk");
    }

    /**
     * Runs a script.
     *
     * @param script its name in {@code wrk}
     * @param arguments what the script's {@code init} gets
     */
    public Load run(String script, int connections, int seconds, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + seconds + "s",
                "--timeout=60s",
                "--script=" + home.wrk(script),
                url,
                "--"));
        command.addAll(arguments);
        String output =
                Tools.run(command, Map.of("BENCH_WRK", home.wrk("").toString())).strip();
        return read(output.substring(output.lastIndexOf('\n') + 1));
    }

    private static Load read(String line) {
        try {
            JsonNode measured = json.readTree(line);
            long answered = measured.get("requests").asLong();
            long refused = measured.get("refused").asLong();
            return new Load(
                    (answered - refused) / (measured.get("micros").asLong() / MICROS_PER_SECOND),
                    measured.get("p50").asLong() / MICROS_PER_MILLI,
                    measured.get("p95").asLong() / MICROS_PER_MILLI,
                    measured.get("p99").asLong() / MICROS_PER_MILLI,
                    measured.get("max").asLong() / MICROS_PER_MILLI,
                    answered - refused,
                    refused + measured.get("broken").asLong());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("wrk printed no figures: " + line, e);
        }
    }
}
