package com.tradingsystem.whatsapp.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class CompressionIntegrationTests extends RunningGateway {

    private static final HttpClient http = HttpClient.newHttpClient();
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final String session = newName();
    private final ArchiveRows rows = newSession(session);
    private final String chat = "/api/messages/" + session + "/5511987654321@c.us";

    @Test
    void page_isCompressedForWhoeverAsksForIt() throws Exception {
        messages(10);
        Answer plain = get(chat);

        HttpResponse<byte[]> compressed = compressed(chat);

        assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(compressed, "Vary")).containsIgnoringCase("Accept-Encoding");
        assertThat(unpacked(compressed)).isEqualTo(plain.body());
        assertThat(compressed.body().length).isLessThan(plain.body().length() / 4);
        assertThat(plain.header("Content-Encoding")).isEmpty();
    }

    @Test
    void tag_isTheSameHoweverThePageIsWritten() throws Exception {
        messages(10);

        HttpResponse<byte[]> compressed = compressed(chat);

        String tag = header(compressed, "ETag");
        assertThat(tag).startsWith("W/").isEqualTo(get(chat).header("ETag"));
        assertThat(get(chat, "If-None-Match", tag).status()).isEqualTo(304);
        HttpResponse<byte[]> again = compressed(chat, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        rows.message("5511987654321@c.us", NOON.plusSeconds(60), "LATER");
        assertThat(compressed(chat, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void shortAnswer_isNotWorthIt() throws Exception {
        assertThat(header(compressed(chat), "Content-Encoding")).isEmpty();
    }

    @Test
    void description_isCompressed() throws Exception {
        assertThat(header(compressed("/openapi.json"), "Content-Encoding")).isEqualTo("gzip");
    }

    private void messages(int count) {
        for (int i = 0; i < count; i++) {
            rows.message("5511987654321@c.us", NOON.plusSeconds(i), "CORE" + i);
        }
    }

    private HttpResponse<byte[]> compressed(String path, String... headers) throws Exception {
        var request = request(path).header("X-Api-Token", API_TOKEN).header("Accept-Encoding", "gzip");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String unpacked(HttpResponse<byte[]> response) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
