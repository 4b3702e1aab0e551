package com.tradingsystem.whatsapp.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code start-stack.sh} and {@code stop-stack.sh}, with something in the place of Docker. */
class StartStackTests {

    private static final String START = "scripts/whatsapp/start-stack.sh";
    private static final String STOP = "scripts/whatsapp/stop-stack.sh";

    /** Starts what is in the file services, each healthy after a second, but for what is in the file broken. */
    private static final String DOCKER = """
            state=$HOME/docker; mkdir -p "$state"
            echo "$*" >>"$state/calls"
            case "$*" in
              info | "compose version") ;;
              *" config --quiet") [[ ! -e $state/unusable ]] || { echo "services.x is wrong" >&2; exit 15; } ;;
              *" config --services") cat "$state/services" ;;
              *" up "*)
                sleep 1; touch "$state/up"
                [[ ! -e $state/broken ]] || { echo "dependency failed to start: container is unhealthy" >&2; exit 1; } ;;
              "ps "*) [[ ! -e $state/up ]] || cat "$state/services" ;;
              inspect*)
                while read -r service; do
                  health=healthy code=0 status=running
                  [[ $service != *-init ]] || { health=none status=exited; }
                  [[ ! -e $state/broken || $service != "$(cat "$state/broken")" ]] || health=unhealthy
                  echo "$service|/$service|$status|$health|$code|0"
                done <"$state/services" ;;
              exec*) [[ ! -e $state/idle ]] || { cat "$state/idle"; exit 1; } ;;
              logs*) [[ -e $state/silent ]] || cat "$state/words" 2>/dev/null || echo "FATAL: password authentication failed for user" ;;
            esac
            """;

    @TempDir
    Path directory;

    private Script script;
    private Path state;

    @BeforeEach
    void configure() throws Exception {
        script = new Script(directory).fake("docker", DOCKER);
        state = Files.createDirectories(directory.resolve("docker"));
        Files.writeString(
                state.resolve("services"), "whatsapp-timescaledb\nwhatsapp-gateway-api\nwhatsapp-minio-init\n");
        for (String variable :
                new String[] {"DB", "PGBOUNCER", "REDIS", "MINIO_API", "MINIO_CONSOLE", "CORE", "GATEWAY_API"}) {
            script.with("WHATSAPP_" + variable + "_PORT", Integer.toString(freePort()));
        }
    }

    @Test
    void withoutEnvFile_saysHowToMakeOne() throws Exception {
        Script.Result result = script.run(START);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errors()).hasLineCount(1).contains("--generate", ".env.example");
    }

    @Test
    void generate_makesStrongSecretsThatNobodyElseCanRead() throws Exception {
        Script.Result result = script.run(START, "--generate");

        assertThat(result.status()).as(result.errors()).isZero();
        Path file = directory.resolve("stack.env");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).content().doesNotContain("=<secret>").startsWith("# Copy to .env and replace every <secret>,");
        var secrets = Files.readAllLines(file).stream()
                .filter(line -> line.matches("WHATSAPP_.*=[0-9a-f]{64}"))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .toList();
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(6).doesNotHaveDuplicates();
        String before = Files.readString(file);
        script.run(START, "--generate");
        assertThat(file).hasContent(before);
    }

    @Test
    void placeholders_areRefusedAllAtOnce() throws Exception {
        Files.copy(Script.PROJECT.resolve(".env.example"), directory.resolve("stack.env"));

        Script.Result result =
                script.with("WHATSAPP_API_KEY", "changeme-whatsapp-api-key").run(START);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errors())
                .contains("WHATSAPP_DB_PASSWORD is a well-known example or placeholder.")
                .contains("WHATSAPP_API_KEY is a well-known example or placeholder.");
        assertThat(state.resolve("calls")).doesNotExist();
    }

    @Test
    void missingAndWeakSecrets_areNamed() throws Exception {
        Files.writeString(directory.resolve("stack.env"), """
                WHATSAPP_DB_PASSWORD=short
                WHATSAPP_API_KEY=aaaaaaaaaaaaaaaaaaaaaaaaa
                WHATSAPP_DASHBOARD_PASSWORD=with a space in it 0123
                WHATSAPP_GATEWAY_API_TOKEN=0123456789abcdefghij
                WHATSAPP_WEBHOOK_TOKEN=host:port:0123456789
                """);

        assertThat(script.run(START).errors())
                .contains("WHATSAPP_DB_PASSWORD is shorter than 16 characters.")
                .contains("WHATSAPP_API_KEY repeats the same few characters.")
                .contains("WHATSAPP_DASHBOARD_PASSWORD holds spaces")
                .contains("WHATSAPP_WEBHOOK_TOKEN holds one of")
                .contains("WHATSAPP_MINIO_ROOT_PASSWORD is missing.")
                .doesNotContain("WHATSAPP_GATEWAY_API_TOKEN");
    }

    /** What the container before all others does, for those who start the compose file themselves. */
    @Test
    void settingsCheck_saysWhatWillNotDoAndEndsWithOne() throws Exception {
        Script.Result empty = script.run("deploy/settings/check.sh");

        assertThat(empty.status()).isEqualTo(1);
        assertThat(empty.errors())
                .contains("WHATSAPP_DB_PASSWORD is missing.\n", "Nothing is started")
                .doesNotContain("WHATSAPP_REDIS_PASSWORD");

        for (String required : new String[] {
            "DB_PASSWORD", "API_KEY", "DASHBOARD_PASSWORD", "GATEWAY_API_TOKEN", "WEBHOOK_TOKEN", "MINIO_ROOT_PASSWORD"
        }) {
            script.with("WHATSAPP_" + required, "3f9c1d7a5be24680c1f2");
        }
        assertThat(script.run("deploy/settings/check.sh").status()).isZero();

        Script.Result placeholder =
                script.with("WHATSAPP_REDIS_PASSWORD", "<secret>").run("deploy/settings/check.sh");
        assertThat(placeholder.status()).isEqualTo(1);
        assertThat(placeholder.errors()).contains("WHATSAPP_REDIS_PASSWORD is a well-known example or placeholder.");
    }

    @Test
    void start_showsHowItGoesAndWhatIsNext() throws Exception {
        Script.Result result = script.run(START, "--generate");

        assertThat(result.errors())
                .containsPattern("s  whatsapp-timescaledb +healthy")
                .containsPattern("s  whatsapp-minio-init +done");
        assertThat(result.output())
                .contains("All healthy", "http://127.0.0.1:", "scripts/whatsapp/session.sh create main");
    }

    @Test
    void unhealthyContainer_isNamedWithItsLastWords() throws Exception {
        Files.writeString(state.resolve("broken"), "whatsapp-gateway-api");

        Script.Result result = script.run(START, "--generate");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errors())
                .contains("whatsapp-gateway-api is unhealthy. It says: FATAL: password authentication failed for user")
                .contains("docs/security.md, Rotation")
                .contains("docs/operations.md says what to do about what")
                .doesNotContain("whatsapp-timescaledb is");
        assertThat(result.output()).isEmpty();
    }

    @Test
    void serviceThatExplainsItself_isQuoted() throws Exception {
        Files.writeString(state.resolve("broken"), "whatsapp-gateway-api");
        Files.writeString(state.resolve("words"), """
                WARN Exception encountered during context initialization: failed

                ***************************
                APPLICATION FAILED TO START
                ***************************

                Description:

                There is no such database.

                Action:

                Create it.

                WARN it failed
                """);

        assertThat(script.run(START, "--generate").errors())
                .contains("whatsapp-gateway-api is unhealthy. It says: There is no such database. Create it.\n");
    }

    @Test
    void workerThatIsUpAndCannotWork_isSaid() throws Exception {
        Files.writeString(state.resolve("services"), "whatsapp-sync-service\nwhatsapp-sync-service-2\n");
        Files.writeString(state.resolve("idle"), "media:spool:/spool cannot be written to\n");

        Script.Result result = script.run(START, "--generate");

        assertThat(result.status()).isZero();
        assertThat(result.errors())
                .contains(
                        "whatsapp-sync-service is up but something keeps it from its work: media:spool:/spool cannot be",
                        "whatsapp-sync-service-2 is up but",
                        "It is read-only or full");
    }

    @Test
    void containerWhoseLastLineSoundsLikeNothing_isQuotedAllTheSame() throws Exception {
        Files.writeString(state.resolve("broken"), "whatsapp-gateway-api");
        Files.writeString(state.resolve("words"), "sh: exec: not found\n\n");

        assertThat(script.run(START, "--generate").errors()).contains("It says: sh: exec: not found\n");
    }

    @Test
    void unhealthyContainerThatSaysNothing_isNamedAllTheSame() throws Exception {
        Files.writeString(state.resolve("broken"), "whatsapp-gateway-api");
        Files.createFile(state.resolve("silent"));

        Script.Result result = script.run(START, "--generate");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errors())
                .contains("whatsapp-gateway-api is unhealthy.\n")
                .contains("docs/operations.md says what to do about what");
    }

    @Test
    void portInUse_isNamedBeforeAnythingStarts() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            script.with("WHATSAPP_DB_PORT", Integer.toString(other.getLocalPort()));

            Script.Result result = script.run(START, "--generate");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.errors()).contains("Port " + other.getLocalPort() + " is in use", "WHATSAPP_DB_PORT");
            assertThat(calls()).doesNotContain(" up ");
        }
    }

    @Test
    void unusableComposeFile_isSaid() throws Exception {
        Files.createFile(state.resolve("unusable"));

        assertThat(script.run(START, "--generate").errors()).contains("services.x is wrong", "cannot be used");
    }

    @Test
    void stop_leavesDataUnlessAskedTwice() throws Exception {
        assertThat(script.run(STOP).status()).isZero();
        assertThat(script.run(STOP, "--remove").status()).isZero();
        assertThat(calls())
                .contains(" stop\n")
                .contains(" down --remove-orphans\n")
                .doesNotContain("--volumes");

        Script.Result unsure = script.run(STOP, "--delete-data");
        assertThat(unsure.status()).isEqualTo(1);
        assertThat(unsure.errors()).contains("--yes");
        assertThat(calls()).doesNotContain("--volumes");

        assertThat(script.run(STOP, "--delete-data", "--yes").status()).isZero();
        assertThat(calls()).contains("--volumes");
    }

    @Test
    void everyScript_explainsItselfAndRefusesNonsense() throws Exception {
        try (Stream<Path> files = Files.list(Script.PROJECT.resolve("scripts/whatsapp"))) {
            for (Path file : files.sorted().collect(Collectors.toList())) {
                String name = "scripts/whatsapp/" + file.getFileName();
                Script.Result help = script.run(name, "--help");
                assertThat(help.status()).as(name).isZero();
                assertThat(help.output()).as(name).startsWith("Usage: " + name);
                assertThat(script.run(name, "--nonsense").status()).as(name).isEqualTo(2);
            }
        }
    }

    private String calls() throws Exception {
        return Files.readString(state.resolve("calls"));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
