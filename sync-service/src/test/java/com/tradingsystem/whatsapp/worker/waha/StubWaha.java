package com.tradingsystem.whatsapp.worker.waha;

import com.sun.net.httpserver.HttpExchange;
import com.tradingsystem.whatsapp.media.store.FileServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers whatever a test wants, whatever is asked, and remembers what was. */
final class StubWaha implements AutoCloseable {

    private final FileServer server;

    interface Behaviour {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    StubWaha() {
        try {
            server = new FileServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers(200, "application/json", "[]");
    }

    URI url() {
        return URI.create(server.origin());
    }

    List<URI> asked() {
        return server.asked().stream()
                .map(one -> URI.create(one.path() + (one.query() == null ? "" : "?" + one.query())))
                .toList();
    }

    List<String> keys() {
        return server.asked().stream().map(one -> String.valueOf(one.apiKey())).toList();
    }

    void answers(int status, String type, String body) {
        does(exchange -> answer(exchange, status, type, body));
    }

    void does(Behaviour behaviour) {
        server.otherwise(exchange -> {
            try {
                behaviour.handle(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        FileServer.send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
