package com.tradingsystem.whatsapp.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What must hold of the compose file, read as a file; an engine reads it in the rehearsal. */
class ComposeFileTests {

    private static final Path FILE = Script.PROJECT.resolve("docker-compose.whatsapp.yml");
    private static final Pattern USED = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^#? ?([A-Z][A-Z0-9_]*)=");
    private static final Pattern SECRET = Pattern.compile("\\$\\{(WHATSAPP_[A-Z_]*(?:PASSWORD|TOKEN|KEY)):-");
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:[A-Za-z]*[-.]?v?[0-9][A-Za-z0-9_.-]*");

    private static final String SETTINGS = "whatsapp-settings";

    /** They end by themselves. */
    private static final Set<String> ONE_SHOT = Set.of(SETTINGS, "whatsapp-minio-init", "whatsapp-objects");

    /** They look at themselves by the HEALTHCHECK of their image. */
    private static final Set<String> OWN_IMAGES = Set.of(
            "whatsapp-gateway-api", "whatsapp-gateway-api-2", "whatsapp-sync-service", "whatsapp-sync-service-2");

    private final String text = read(FILE);
    private final Map<String, Map<String, Object>> services = services();

    @Test
    void variablesUsed_areDocumented() {
        assertThat(documented()).containsAll(found(USED, text));
    }

    @Test
    void variablesDocumented_areUsed() throws IOException {
        StringBuilder all = new StringBuilder(text);
        try (Stream<Path> scripts = Files.walk(Script.PROJECT.resolve("scripts"))) {
            scripts.filter(Files::isRegularFile).forEach(script -> all.append(read(script)));
        }
        assertThat(documented()).allSatisfy(variable -> assertThat(all).containsPattern("\\b" + variable + "\\b"));
    }

    @Test
    void images_arePinned() {
        assertThat(services).allSatisfy((name, service) -> {
            String image = String.valueOf(service.get("image")).replaceFirst("^\\$\\{[A-Z_]+:-(.*)}$", "$1");
            if (OWN_IMAGES.contains(name)) {
                assertThat(service).containsKey("build");
            } else {
                assertThat(image).matches(PINNED).doesNotContain("latest");
            }
        });
    }

    @Test
    void ports_areBoundToThisMachineUnlessToldOtherwise() {
        assertThat(services)
                .allSatisfy((name, service) -> assertThat(list(service.get("ports")))
                        .allSatisfy(port -> assertThat(port)
                                .matches(
                                        "\\$\\{(WHATSAPP_[A-Z]+_HOST_BIND:-\\$\\{)?WHATSAPP_HOST_BIND:-127\\.0\\.0\\.1}}?"
                                                + ":\\$\\{WHATSAPP_[A-Z_]+_PORT:-[0-9]+}:[0-9]+")));
    }

    @Test
    void portsOfTheBrief_areKept() {
        assertThat(text)
                .contains("WHATSAPP_DB_PORT:-5435", "WHATSAPP_PGBOUNCER_PORT:-6435", "WHATSAPP_CORE_PORT:-3311")
                .contains("WHATSAPP_GATEWAY_API_PORT:-4011", "WHATSAPP_REDIS_PORT:-6380")
                .contains("WHATSAPP_MINIO_API_PORT:-9302", "WHATSAPP_MINIO_CONSOLE_PORT:-9303");
        assertThat(services.values())
                .extracting(service -> service.get("container_name"))
                .contains("whatsapp-timescale", "whatsapp-gateway-api", "whatsapp-sync-service");
    }

    @Test
    void containers_areConfined() {
        assertThat(services).allSatisfy((name, service) -> {
            assertThat(list(service.get("cap_drop"))).containsExactly("ALL");
            assertThat(list(service.get("security_opt"))).containsExactly("no-new-privileges:true");
            assertThat(service.get("logging")).asString().contains("max-size", "max-file");
            assertThat(service.get("deploy")).asString().contains("limits", "cpus", "memory");
            assertThat(service).doesNotContainKeys("env_file", "privileged", "network_mode");
            if (!name.equals("whatsapp-gateway-core")) {
                assertThat(service).containsEntry("read_only", true);
            }
        });
    }

    @Test
    void whatStaysUp_hasAHealthcheckThatCanFail() {
        assertThat(services).allSatisfy((name, service) -> {
            if (!ONE_SHOT.contains(name) && !OWN_IMAGES.contains(name)) {
                assertThat(service).containsKey("healthcheck");
                assertThat(String.valueOf(service.get("healthcheck"))).doesNotContain("|| true", "exit(0)'");
            }
        });
        assertThat(read(Script.PROJECT.resolve("Dockerfile")))
                .containsPattern("(?s)HEALTHCHECK.*4012.*HEALTHCHECK.*4013");
    }

    @Test
    void dependencies_waitForHealth() {
        assertThat(services).allSatisfy((name, service) -> {
            if (service.get("depends_on") instanceof Map<?, ?> others) {
                assertThat(others).allSatisfy((other, how) -> {
                    assertThat(services).containsKey(other.toString());
                    assertThat(how.toString())
                            .contains(
                                    ONE_SHOT.contains(other)
                                            ? "condition=service_completed_successfully"
                                            : "condition=service_healthy");
                });
            }
        });
    }

    @Test
    void mountedFiles_areThere() {
        assertThat(services)
                .allSatisfy((name, service) -> assertThat(list(service.get("volumes")))
                        .filteredOn(volume -> volume.startsWith("./"))
                        .allSatisfy(volume -> {
                            assertThat(volume).endsWith(":ro");
                            assertThat(Script.PROJECT.resolve(volume.substring(2, volume.indexOf(':'))))
                                    .exists();
                        }));
    }

    @Test
    void alerts_leadToAHeadingOfTheirName() {
        String alerts = read(Script.PROJECT.resolve("deploy/monitoring/alerts.yml"));
        String operations = read(Script.PROJECT.resolve("docs/operations.md"));

        Set<String> names = found(Pattern.compile("- alert: (\\w+)"), alerts);
        assertThat(found(Pattern.compile("### (\\w+)"), operations)).isEqualTo(names);
        assertThat(found(Pattern.compile("runbook: docs/operations\\.md#(\\w+)"), alerts))
                .isEqualTo(names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** So that compose reads the file without a word where .env is empty or absent; the settings are looked at before anything starts. */
    @Test
    void everyVariable_mayBeAbsent() {
        assertThat(found(Pattern.compile("\\$\\{([A-Z0-9_]+)(?!:-)[^A-Z0-9_]"), text))
                .isEmpty();
    }

    @Test
    void whoeverGetsASecret_startsAfterTheSettingsWereLookedAt() {
        assertThat(services).allSatisfy((name, service) -> {
            boolean isTool = list(service.get("profiles")).contains("tools");
            if (!name.equals(SETTINGS)
                    && !isTool
                    && !found(SECRET, service.toString()).isEmpty()) {
                assertThat(startsAfterSettings(name)).isTrue();
            }
        });
    }

    @Test
    void settings_areLookedAtForEverySecret() {
        Set<String> looked = found(
                Pattern.compile("\\b(WHATSAPP_[A-Z_]+)"),
                read(Script.PROJECT.resolve("scripts/lib/secrets.sh")).replaceAll("(?m)^ *#.*$", ""));
        assertThat(found(SECRET, text))
                .isEqualTo(looked)
                .isEqualTo(found(SECRET, String.valueOf(services.get(SETTINGS))));
    }

    @Test
    void secrets_haveNoDefaults() {
        assertThat(found(Pattern.compile("\\$\\{(WHATSAPP_[A-Z_]*(?:PASSWORD|TOKEN|KEY))(?::-[^}$]+)}"), text))
                .isEmpty();
    }

    private boolean startsAfterSettings(Object name) {
        return Objects.requireNonNull(services.get(name.toString())).get("depends_on") instanceof Map<?, ?> others
                && others.keySet().stream().anyMatch(other -> other.equals(SETTINGS) || startsAfterSettings(other));
    }

    private static Set<String> documented() {
        return found(DOCUMENTED, read(Script.PROJECT.resolve(".env.example")));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> list(@Nullable Object value) {
        List<String> strings = new ArrayList<>();
        if (value instanceof List<?> values) {
            values.forEach(one -> strings.add(one.toString()));
        }
        return strings;
    }

    @SuppressWarnings("unchecked") // the shape of a compose file
    private Map<String, Map<String, Object>> services() {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return (Map<String, Map<String, Object>>) Objects.requireNonNull(file.get("services"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
