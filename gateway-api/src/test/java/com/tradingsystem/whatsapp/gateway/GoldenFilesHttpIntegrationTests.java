package com.tradingsystem.whatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every golden payload, posted to a running gateway, ends in the rows written down under {@code src/test/resources/golden}, one
 * file per engine. After a change that is meant, run once with {@code -Dgolden.write=true} and review the difference.
 */
class GoldenFilesHttpIntegrationTests extends RunningGateway {

    private static final Path PAYLOADS = Path.of("../common-model/src/test/resources/waha");
    private static final Path ROWS = Path.of("src/test/resources/golden");

    private final SessionRows rows = new SessionRows(SharedDatabase.get().jdbc());

    @ParameterizedTest
    @MethodSource("engines")
    void payloads_becomeTheRowsWrittenDown(String engine) {
        Map<String, String> actual = new TreeMap<>();
        payloads(engine).forEach(payload -> actual.put(payload.getFileName().toString(), rowsOf(payload)));
        String text = actual.entrySet().stream()
                .map(entry -> "== " + entry.getKey() + "\n" + entry.getValue())
                .collect(Collectors.joining("\n"));
        Path expected = ROWS.resolve(engine + ".rows");
        if (Boolean.getBoolean("golden.write")) {
            write(expected, text);
        }
        assertThat(text.lines())
                .containsExactlyElementsOf(read(expected).lines().toList());
    }

    private String rowsOf(Path payload) {
        String session = newName();
        long before = rows.newestEvent();
        // Latin 1 keeps bytes that are not valid UTF-8 as they are.
        String body = new String(bytes(payload), StandardCharsets.ISO_8859_1)
                .replaceAll("\"session\"\\s*:\\s*\"[\\w-]+\"", "\"session\":\"" + session + "\"");
        Answer answer = send(request("/webhooks/messages")
                .header("Content-Type", "application/json")
                .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                .POST(BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1)));
        assertThat(answer.status()).as("%s: %s", payload, answer.body()).isEqualTo(200);
        return answer.body() + "\n" + rows.of(session, before);
    }

    static List<String> engines() {
        return list(PAYLOADS).map(folder -> folder.getFileName().toString()).toList();
    }

    private static Stream<Path> payloads(String engine) {
        return list(PAYLOADS.resolve(engine)).filter(file -> file.toString().endsWith(".json"));
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
