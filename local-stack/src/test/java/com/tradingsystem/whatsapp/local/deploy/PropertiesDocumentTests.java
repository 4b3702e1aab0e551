package com.tradingsystem.whatsapp.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/properties.md} lists every property the code has, with its default and its meaning. After a change, run once with
 * {@code -Ddocs.write=true} and review the difference.
 */
class PropertiesDocumentTests {

    private static final Path DOCUMENT = Script.PROJECT.resolve("docs/properties.md");
    private static final Path GUIDE = Script.PROJECT.resolve("docs/configuration.md");
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String HEADING = """
            # Every property

            What the services can be told, as the code has it; [configuration.md](configuration.md) tells what is worth knowing first. A property is set by
            an environment variable of its name in capitals, without dashes and with underscores for dots: `whatsapp.ingest.queue-events` is
            `WHATSAPP_INGEST_QUEUEEVENTS`, and `WHATSAPP_INGEST_QUEUE_EVENTS` is understood as well. Several have a shorter variable, which configuration.md
            names. A time is a number with `ms`, `s`, `m`, `h` or `d`, a size one with `KB`, `MB` or `GB`.

            | property | default | what |
            |---|---|---|
            """;

    private static final Pattern VALUE = Pattern.compile("\\{@value #(\\w+)}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(WHATSAPP_[A-Z0-9_]+)(?::([^${}]*))?");
    private static final Pattern NAME = Pattern.compile("`(WHATSAPP_[A-Z0-9_]+|…_[A-Z_]+)`");

    @Test
    void properties_areListed_withTheirDefaults() throws IOException {
        StringBuilder actual = new StringBuilder(HEADING);
        new TreeMap<>(properties())
                .forEach((name, property) -> actual.append("| `%s` | %s | %s |%n"
                        .formatted(name, property.path("defaultValue").asText(""), description(property))));
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, actual);
        }
        assertThat(Files.readAllLines(DOCUMENT))
                .isEqualTo(actual.toString().lines().toList())
                .noneMatch(line -> line.contains("{@"));
    }

    /** As Javadoc would show it. */
    private static String description(JsonNode property) {
        String text = property.path("description").asText("").replaceAll("\\s+", " ");
        return VALUE.matcher(text)
                .replaceAll(found -> constant(property.path("sourceType").asText(), found.group(1)))
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`");
    }

    private static String constant(String type, String name) {
        try {
            Field field = Class.forName(type).getDeclaredField(name);
            field.setAccessible(true);
            return String.valueOf(field.get(null));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " has no constant " + name, e);
        }
    }

    @Test
    void variablesOfTheServices_areExplained_withTheirDefaults() throws IOException {
        List<String> rows = Files.readAllLines(GUIDE);
        Map<String, String> variables = variables();
        assertThat(variables).isNotEmpty().allSatisfy((name, value) -> {
            List<String> own =
                    rows.stream().filter(row -> names(row).contains(name)).toList();
            assertThat(own).as(name).isNotEmpty();
            assertThat(own).as(name + " = " + value).anyMatch(row -> row.contains(value));
        });
    }

    private static Map<String, JsonNode> properties() throws IOException {
        Map<String, JsonNode> properties = new TreeMap<>();
        for (URL url :
                Collections.list(PropertiesDocumentTests.class.getClassLoader().getResources(METADATA))) {
            try (InputStream in = url.openStream()) {
                for (JsonNode property : new ObjectMapper().readTree(in).path("properties")) {
                    if (property.path("name").asText().startsWith("whatsapp.")) {
                        properties.put(property.path("name").asText(), property);
                    }
                }
            }
        }
        return properties;
    }

    /** What the services read from the environment, and what they take where it says nothing. */
    private static Map<String, String> variables() throws IOException {
        Map<String, String> variables = new TreeMap<>();
        for (String module : List.of("common-model", "gateway-api", "sync-service")) {
            try (Stream<Path> files = Files.walk(Script.PROJECT.resolve(module + "/src/main/resources"))) {
                for (Path file :
                        files.filter(PropertiesDocumentTests::isSettings).toList()) {
                    Matcher matcher = VARIABLE.matcher(Files.readString(file));
                    while (matcher.find()) {
                        String value = matcher.group(2);
                        // Boot takes "false" for no exporter.
                        variables.put(
                                matcher.group(1),
                                value == null || matcher.group(1).equals("WHATSAPP_OTLP_ENDPOINT") ? "" : value);
                    }
                }
            }
        }
        return variables;
    }

    private static boolean isSettings(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yml") || name.endsWith(".properties");
    }

    /** The names in a row; one that begins with dots goes on where the one before it, or that without its last word, ends. */
    private static Set<String> names(String row) {
        Set<String> names = new TreeSet<>();
        String base = "";
        Matcher matcher = NAME.matcher(row);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (name.startsWith("…")) {
                names.add(base + name.substring(1));
                names.add(base.replaceFirst("_[A-Z]+$", "") + name.substring(1));
            } else {
                base = name;
                names.add(name);
            }
        }
        return names;
    }
}
