package com.tradingsystem.whatsapp.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tradingsystem.whatsapp.metrics.Scrape;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer's first minutes, in a JVM of its own. */
class LocalStackIntegrationTests {

    private static final Duration SECONDS_TO_STOP = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void stack_servesWhatItPrints_stopsOnCtrlC_andKeepsItsData() throws Exception {
        Map<String, String> variables = ChildStack.variables(directory.resolve("data"));
        long messages;
        List<String> firstCalls;
        try (ChildStack demo = ChildStack.start(variables, "--demo").ready()) {
            firstCalls = calls(demo);
            assertThat(firstCalls).hasSize(3);
            assertThat(json(firstCalls.get(0)).path("messages")).isNotEmpty();
            assertThat(json(firstCalls.get(1)).path("contacts")).isNotEmpty();
            assertThat(json(firstCalls.get(2)).path("sessions")).hasSize(2);
            await().atMost(Duration.ofSeconds(60)).until(() -> messages(firstCalls.get(2)) > 100);
            assertThat(statuses(firstCalls.get(2))).containsOnly("connected");

            refusesASecondOne(variables);
            showsItsTablesToPsql(demo);
            fillsHistory(firstCalls.get(2), variables);
            explainsItsMetrics(variables);

            messages = messages(firstCalls.get(2));
            demo.signal("INT");
            assertThat(demo.exitCode(SECONDS_TO_STOP)).isEqualTo(130);
            assertThat(demo.output()).contains("Stopping");
        }
        assertThat(directory.resolve("data/postgres/postmaster.pid")).doesNotExist();
        Path tokens = directory.resolve("data/tokens.env");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokens)))
                .isEqualTo("rw-------");
        keepsNumbersAndTokensOutOfItsLogs(firstCalls.getFirst());
        saysInItsLogWhichServiceALineIsFrom();

        try (ChildStack again = ChildStack.start(variables).ready()) {
            assertThat(messages(firstCalls.get(2))).isGreaterThanOrEqualTo(messages);
            assertThat(json(calls(again).getFirst()).path("messages")).isNotEmpty();
            assertThat(json(firstCalls.getFirst()).path("messages")).isNotEmpty();

            again.signal("TERM");
            assertThat(again.exitCode(SECONDS_TO_STOP)).isEqualTo(143);
        }
    }

    @Test
    void emptyArchive_isBegunByTheFirstCall() throws Exception {
        Map<String, String> variables = ChildStack.variables(directory.resolve("data"));
        variables.put("WHATSAPP_GATEWAY_API_TOKEN", "a-token-from-the-environment-1");
        variables.put("WHATSAPP_DB_USER", "postgres");
        try (ChildStack stack = ChildStack.start(variables).ready()) {
            List<String> calls = calls(stack);
            assertThat(calls.getFirst()).contains("/webhooks/messages");
            assertThat(calls.get(1)).contains("a-token-from-the-environment-1");

            run(calls.getFirst());

            assertThat(json(calls.get(1)).path("messages").get(0).path("body").asText())
                    .isEqualTo("Oi!");
            assertThat(json(calls.get(2)).path("sessions")).hasSize(1);
            answersAnalysts(stack, variables);

            endsWhenTheDatabaseDies(stack);
        }
    }

    @Test
    void takenPort_isSaidInOneLine() throws Exception {
        Map<String, String> variables = ChildStack.variables(directory.resolve("data"));
        try (var taken = new ServerSocket(Integer.parseInt(variables.get("WHATSAPP_GATEWAY_API_PORT")));
                ChildStack stack = ChildStack.start(variables)) {
            assertThat(taken.isBound()).isTrue();
            assertThat(stack.exitCode(Duration.ofMinutes(1))).isEqualTo(1);
            assertThat(stack.output()).singleElement().asString().contains("WHATSAPP_GATEWAY_API_PORT", "in use");
        }
    }

    private void endsWhenTheDatabaseDies(ChildStack stack) throws IOException {
        List<String> file = Files.readAllLines(directory.resolve("data/postgres/postmaster.pid"));
        ProcessHandle.of(Long.parseLong(file.getFirst().strip())).orElseThrow().destroyForcibly();

        assertThat(stack.exitCode(SECONDS_TO_STOP)).isEqualTo(1);
        assertThat(stack.output()).anyMatch(line -> line.startsWith("the database has stopped by itself"));
    }

    private static void refusesASecondOne(Map<String, String> variables) {
        try (ChildStack second = ChildStack.start(variables)) {
            assertThat(second.exitCode(Duration.ofMinutes(1))).isEqualTo(1);
            assertThat(second.output()).singleElement().asString().contains("running already");
        }
    }

    /** As printed, where there is a psql. */
    private static void showsItsTablesToPsql(ChildStack stack) throws Exception {
        String psql = stack.output().stream()
                .filter(line -> line.contains(" psql "))
                .findFirst()
                .orElseThrow()
                .strip();
        if (new ProcessBuilder("bash", "-c", "command -v psql").start().waitFor() == 0) {
            assertThat(Integer.parseInt(run(psql + " -Atc 'select count(*) from whatsapp_gateway.messages'")
                            .strip()))
                    .isPositive();
        }
    }

    /** By the line it prints and by the first command of the cookbook, where there is a psql. */
    private void answersAnalysts(ChildStack stack, Map<String, String> variables) throws Exception {
        String printed = stack.output().stream()
                .filter(line -> line.contains("-U whatsapp_reader"))
                .findFirst()
                .orElseThrow()
                .strip();
        String cookbook = Files.readString(Path.of("../docs/sql-cookbook.md"));
        String first = cookbook.substring(cookbook.indexOf("```bash\n") + 8, cookbook.indexOf("\n```\n"))
                .replace(". ./.env;", ". '" + directory.resolve("data/tokens.env") + "';");
        if (new ProcessBuilder("bash", "-c", "command -v psql").start().waitFor() == 0) {
            String question = " -Atc 'select body from whatsapp_gateway.messages'";
            assertThat(run(printed + question).strip()).isEqualTo("Oi!");
            assertThat(run("WHATSAPP_DB_PORT=" + variables.get("WHATSAPP_DB_PORT") + "; " + first + question)
                            .strip())
                    .isEqualTo("Oi!");
            assertThat(run(printed + " -Atc 'select count(*) from whatsapp_gateway.webhook_events' 2>&1 || true"))
                    .contains("permission denied");
        }
    }

    /** What was said before there was anybody to tell is pulled from the demo's WAHA, and the worker says that it is well. */
    private static void fillsHistory(String sessionsCall, Map<String, String> variables) {
        String session =
                json(sessionsCall).path("sessions").get(0).path("session_name").asText();
        String sync = sessionsCall.replaceFirst("/api/sessions[^\"' ]*", "/api/sync/" + session);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> json(sync).at("/sync/stored_messages").asLong() > 100);
        // Its first chat is another one from moment to moment, and may be at its very beginning.
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            String chat = json(sync).at("/sync/queue/0/chat_id").asText();
            if (chat.isEmpty()) {
                return true; // all was pulled meanwhile
            }
            JsonNode coverage =
                    json(sync.replace("/api/sync/" + session, "/api/sync/" + session + "/" + chat + "/coverage"));
            return coverage.at("/coverage/runs/0/offered_count").asLong() > 0;
        });
        String health = "curl http://127.0.0.1:" + variables.get("WHATSAPP_SYNC_MANAGEMENT_PORT") + "/actuator/health";
        assertThat(json(health).at("/components/sync/status").asText()).isEqualTo("UP");
        assertThat(json(health).at("/components/sessions/status").asText()).isEqualTo("UP");
    }

    /** After a while of work, when those are there too that only appear once they count something. */
    private static void explainsItsMetrics(Map<String, String> variables) throws Exception {
        for (String port : List.of("WHATSAPP_GATEWAY_MANAGEMENT_PORT", "WHATSAPP_SYNC_MANAGEMENT_PORT")) {
            Scrape scrape = new Scrape(
                    run("curl -sS --fail-with-body http://127.0.0.1:" + variables.get(port) + "/actuator/prometheus"));
            assertThat(scrape.families()).as(port).hasSizeGreaterThan(30);
            assertThat(scrape.unexplained()).as(port).isEmpty();
        }
    }

    /** What WhatsApp people wrote, who they are and what opens the doors is nobody's business but the tables'. */
    private void keepsNumbersAndTokensOutOfItsLogs(String call) throws IOException {
        Matcher token = Pattern.compile("X-Api-Token: (\\w+)").matcher(call);
        assertThat(token.find()).isTrue();
        String log = Files.readString(directory.resolve("data/logs/local-stack.log"));
        assertThat(log).isNotEmpty().doesNotContain(token.group(1)).doesNotContain("5511900", "5581900", "@lid");
    }

    /** And nothing that those who start it would have to look into. */
    private void saysInItsLogWhichServiceALineIsFrom() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("data/logs/local-stack.log"));
        assertThat(lines).noneMatch(line -> line.contains("FreeMarker"));
        assertThat(lines.stream()
                        .filter(line -> line.contains("Tomcat started on port"))
                        .map(line -> line.replaceFirst(".* --- \\[([a-z-]+)].*", "$1")))
                .as("the gateway, how it is, and the worker")
                .containsExactly("whatsapp-gateway-api", "whatsapp-gateway-api", "whatsapp-sync-service");
    }

    private static List<String> calls(ChildStack stack) {
        return stack.output().stream()
                .map(String::strip)
                .filter(line -> line.startsWith("curl "))
                .toList();
    }

    private static long messages(String sessionsCall) {
        long sum = 0;
        for (JsonNode session : json(sessionsCall).path("sessions")) {
            sum += session.path("total_messages_sent").asLong()
                    + session.path("total_messages_received").asLong();
        }
        return sum;
    }

    private static List<String> statuses(String sessionsCall) {
        return json(sessionsCall).path("sessions").findValuesAsText("status");
    }

    private static JsonNode json(String call) {
        try {
            return new ObjectMapper().readTree(run(call.replaceFirst("curl ", "curl -sS --fail-with-body ")));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-c", command).start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(bash.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output + errors).isZero();
        return output;
    }
}
