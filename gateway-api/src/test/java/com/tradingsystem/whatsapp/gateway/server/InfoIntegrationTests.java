package com.tradingsystem.whatsapp.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.gateway.RunningGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InfoIntegrationTests extends RunningGateway {

    @Test
    void info_namesTheCommitAndItsTime() throws Exception {
        // The build takes a linked worktree, whose .git is a file, for the repository it is linked to.
        assumeTrue(Files.isDirectory(Path.of("../.git")), "there is no repository of its own");

        JsonNode info = info();

        assertThat(git("rev-parse", "HEAD"))
                .startsWith(info.at("/git/commit/id").asText("nothing"));
        assertThat(Instant.parse(info.at("/git/commit/time").asText()))
                .isEqualTo(Instant.ofEpochSecond(Long.parseLong(git("log", "-1", "--format=%ct"))));
    }

    @Test
    void info_namesTheVersion_andNoTimeThatIsMadeUp() {
        JsonNode build = info().path("build");

        assertThat(build.path("artifact").asText()).isEqualTo("gateway-api");
        assertThat(build.path("version").asText()).isNotBlank();
        assertThat(build.has("time")).isFalse();
    }

    private JsonNode info() {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/info")))
                .json();
    }

    private static String git(String... arguments) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Arrays.stream(arguments))
                        .toList())
                .start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).isZero();
        return output.strip();
    }
}
