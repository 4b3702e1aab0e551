package com.tradingsystem.whatsapp.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code health-check.sh}, with something in the place of Docker and curl. */
class HealthCheckTests {

    private static final String CHECK = "scripts/whatsapp/health-check.sh";
    private static final List<String> SERVICES = List.of(
            "whatsapp-timescaledb",
            "whatsapp-pgbouncer",
            "whatsapp-redis",
            "whatsapp-minio",
            "whatsapp-gateway-core",
            "whatsapp-gateway-api",
            "whatsapp-sync-service");

    @TempDir
    Path directory;

    private Script script;

    @BeforeEach
    void configure() throws Exception {
        script = new Script(directory).fake("curl", "echo -n 200");
        docker("running|healthy|0|0", "messages|1,234|ok|captured so far");
    }

    @Test
    void allIsWell() throws Exception {
        Script.Result result = script.run(CHECK);

        assertThat(result.status()).as(result.errors()).isZero();
        assertThat(result.output())
                .contains("Containers", "Doors", "Archive", "1,234, captured so far", "The stack is healthy.")
                .doesNotContain("WARN", "FAIL");
    }

    @Test
    void json_isForMachines() throws Exception {
        docker("running|healthy|0|0", "sessions|0 of 0|warning|none yet: \\\"create\\\" one");

        Script.Result result = script.run(CHECK, "--json");

        JsonNode json = new ObjectMapper().readTree(result.output());
        assertThat(json.path("status").asText()).isEqualTo("healthy, with warnings");
        assertThat(json.path("findings"))
                .extracting(finding -> finding.path("name").asText())
                .contains("whatsapp-timescaledb", "gateway /health", "sessions");
        assertThat(json.at("/findings/11/detail").asText()).contains("none yet: \"create\" one");
        assertThat(result.status()).isZero();
    }

    @Test
    void unhealthyIsNotHealthy() throws Exception {
        docker("running|unhealthy|0|3", "messages|1|ok|");

        Script.Result result = script.run(CHECK);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .contains(
                        "FAIL  whatsapp-timescaledb",
                        "running, unhealthy, restarted 3 times",
                        "The stack is unhealthy.")
                .contains("gateway /health"); // and it went on looking
    }

    @Test
    void stoppedStack_isLookedAtToTheEnd() throws Exception {
        script.fake("docker", "case $1 in exec) echo 'Error: No such container' >&2; exit 1 ;; esac")
                .fake("curl", "echo -n 000; exit 7");

        Script.Result result = script.run(CHECK);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .contains("whatsapp-redis", "is not there", "gateway /health", "no answer", "No such container")
                .doesNotContain("000");
    }

    @Test
    void stuckWorker_isNotHealthyThoughItsContainerIs() throws Exception {
        docker("running|healthy|0|0", "messages|1|ok|", "echo '/actuator/health says HTTP/1.1 503'; exit 1");

        Script.Result result = script.run(CHECK);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .containsPattern("FAIL  whatsapp-sync-service +/actuator/health says HTTP/1.1 503")
                .containsPattern(" ok   gateway /health");
    }

    @Test
    void gateway_isAskedWhereItListens() throws Exception {
        script.with("WHATSAPP_GATEWAY_HOST_BIND", "192.0.2.7")
                .with("WHATSAPP_HOST_BIND", "0.0.0.0")
                .fake("curl", "echo \"${!#}\" >>\"$HOME/curls\"; echo -n 200");

        script.run(CHECK);

        assertThat(directory.resolve("curls")).hasContent("""
                http://192.0.2.7:4011/health
                http://192.0.2.7:4011/api/sessions
                http://127.0.0.1:3311/api/server/version
                """);
    }

    @Test
    void secrets_areOnNoCommandLine() throws Exception {
        script.with("WHATSAPP_GATEWAY_API_TOKEN", "token-of-this-test-0123")
                .with("WHATSAPP_API_KEY", "key-of-this-test-0123")
                .fake("curl", "echo \"$*\" >>\"$HOME/curls\"; echo -n 200");

        script.run(CHECK);

        assertThat(directory.resolve("curls"))
                .content()
                .contains("/api/sessions")
                .doesNotContain("of-this-test");
    }

    /** Every container in this state, and this answer of the database. */
    private void docker(String state, String archive) throws Exception {
        docker(state, archive, "exit 0");
    }

    private void docker(String state, String archive, String worker) throws Exception {
        String states = SERVICES.stream()
                .map(service -> "echo '%s|/%s|%s'".formatted(service, service, state))
                .collect(Collectors.joining("\n"));
        script.fake("docker", """
                case $1 in
                  ps) echo id ;;
                  inspect) %s ;;
                  exec) [[ $2 != whatsapp-sync-service ]] || { %s; }; echo "%s" ;;
                esac
                """.formatted(states.replace("\n", "; "), worker, archive));
    }
}
