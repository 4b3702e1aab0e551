package com.tradingsystem.whatsapp.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer does: starts the demo, pastes what it prints, stops it and starts it again. */
class LocalStackIntegrationTests {

    private static final Pattern CALL = Pattern.compile("curl -H \"X-Api-Token: (\\S+)\" \"(\\S+)\"");

    @TempDir
    private Path directory;

    @Test
    void demo_answersWhatItPrints_stopsOnCtrlC_andKeepsItsData() throws Exception {
        Map<String, String> environment = StackProcess.environment(false);

        StackProcess demo = StackProcess.start(directory, environment, "--demo");
        List<MatchResult> calls = CALL.matcher(demo.output()).results().toList();
        assertThat(calls).hasSize(3);
        assertThat(calls)
                .allSatisfy(call -> assertThat(get(call))
                        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200))
                        .satisfies(answer -> assertThat(answer.body()).contains("\"session_name\"")));
        Path tokens = directory.resolve("tokens.env");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokens)))
                .isEqualTo("rw-------");
        String madeOnce = Files.readString(tokens);
        assertThat(demo.signal("INT")).isIn(0, 130);

        StackProcess again = StackProcess.start(directory, environment);
        try {
            assertThat(Files.readString(tokens)).isEqualTo(madeOnce);
            assertThat(get(calls.getFirst()).body()).contains("\"message_id\"");
        } finally {
            assertThat(again.signal("TERM")).isIn(0, 143);
        }
    }

    private static HttpResponse<String> get(MatchResult call) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(call.group(2)))
                .header("X-Api-Token", call.group(1))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
