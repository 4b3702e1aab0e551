package com.tradingsystem.whatsapp.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Results as JSON, with every round, so that runs can be compared by a program. */
public final class JsonReport {

    private static final ObjectMapper json = new ObjectMapper();

    private JsonReport() {}

    /**
     * Writes a file.
     *
     * @param circumstances what to know of the run: names and values
     */
    public static void write(Path file, Map<String, String> circumstances, List<Result> results) {
        ObjectNode report = json.createObjectNode();
        circumstances.forEach(report::put);
        ArrayNode figures = report.putArray("figures");
        results.forEach(result -> figures.add(figure(result)));
        try {
            Files.createDirectories(file.resolveSibling("."));
            json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode figure(Result result) {
        ObjectNode figure = json.createObjectNode().put("name", result.name()).put("unit", result.unit());
        figure.set("measured", json.valueToTree(result.measured().rounds()));
        Result.Counterpart against = result.against();
        Spread ratio = result.ratio();
        if (against != null && ratio != null) {
            figure.put("against", against.name());
            figure.set("that", json.valueToTree(against.measured().rounds()));
            figure.put("ratio", ratio.median());
        }
        if (result.aim() != null) {
            figure.put("aim", result.aim().toString());
            figure.put("met", result.isMet());
        }
        return figure;
    }
}
