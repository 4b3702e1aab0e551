package com.tradingsystem.whatsapp.local.waha;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

/** The HTTP server: checks keys, misbehaves where told to, and asks the router for everything else. */
final class HttpFront {

    private static final Answer UNAUTHORIZED =
            Answer.json(401, Json.with("message", "Unauthorized").and("statusCode", 401));
    private static final Answer LOG_IN = new Answer(
            401, Map.of("WWW-Authenticate", "Basic realm=\"WAHA\"", "Content-Type", "text/plain"), new byte[0]);

    private final FakeWahaSettings settings;
    private final Faults faults;
    private final HttpServer server;

    HttpFront(FakeWahaSettings settings, Faults faults, ExecutorService threads) throws IOException {
        this.settings = settings;
        this.faults = faults;
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
        this.server = HttpServer.create(address, 0);
        server.setExecutor(threads);
    }

    int port() {
        return server.getAddress().getPort();
    }

    void serve(Router router) {
        server.createContext("/", exchange -> {
            try (exchange) {
                handle(exchange, router);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange, Router router) throws IOException, InterruptedException {
        Call call = new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                Map.of(),
                UriComponentsBuilder.fromUri(exchange.getRequestURI()).build().getQueryParams(),
                exchange.getRequestHeaders()::getFirst,
                exchange.getRequestBody().readAllBytes());
        Faults.Fault fault = faults.on(call.path()).orElse(null);
        switch (fault) {
            case null -> send(exchange, answer(call, router));
            case Faults.Fault.Slow slow -> {
                Thread.sleep(slow.delay());
                send(exchange, answer(call, router));
            }
            case Faults.Fault.Failing failing ->
                send(exchange, Answer.error(failing.status(), "Internal server error", "Internal Server Error"));
            case Faults.Fault.Cut cut -> sendHalf(exchange, answer(call, router));
            case Faults.Fault.Html html ->
                send(exchange, Answer.html(html.status(), "<!DOCTYPE html><html><body>Please log in</body></html>"));
            case Faults.Fault.Torn torn ->
                send(
                        exchange,
                        new Answer(200, Map.of("Content-Type", "application/json"), "[{\"id\":\"tru".getBytes(UTF_8)));
            case Faults.Fault.HangUp hangUp -> exchange.close();
        }
    }

    private Answer answer(Call call, Router router) throws InterruptedException {
        Answer refusal = refusal(call);
        if (refusal != null) {
            return refusal;
        }
        try {
            return router.answer(call);
        } catch (Refusal e) {
            return e.answer();
        }
    }

    private @Nullable Answer refusal(Call call) {
        String path = call.path().substring(1);
        if (path.startsWith("api/") || path.equals("health")) {
            boolean open = settings.openPaths().stream().anyMatch(path::matches);
            return open || hasKey(call) ? null : UNAUTHORIZED;
        }
        return hasLogin(call) ? null : LOG_IN;
    }

    private boolean hasKey(Call call) {
        String key = call.header().apply("X-Api-Key");
        if (key == null && settings.version().isRecent()) {
            key = call.text("x-api-key");
        }
        return key != null && same(key, settings.apiKey());
    }

    /** Whoever asks for anything else has to log in where a password is set, even for {@code /ping}. */
    private boolean hasLogin(Call call) {
        FakeWahaSettings.Login login = settings.dashboard();
        if (login == null) {
            return true;
        }
        String sent = call.header().apply("Authorization");
        return sent != null
                && same(sent, "Basic " + HttpHeaders.encodeBasicAuth(login.name(), login.password(), UTF_8));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        boolean empty = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        send(exchange, answer, empty ? -1 : answer.body().length, empty ? 0 : answer.body().length);
    }

    private static void sendHalf(HttpExchange exchange, Answer answer) throws IOException {
        send(exchange, answer, answer.body().length + 1L, answer.body().length / 2);
    }

    private static void send(HttpExchange exchange, Answer answer, long promised, int sent) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), promised);
        if (sent > 0) {
            exchange.getResponseBody().write(answer.body(), 0, sent);
            exchange.getResponseBody().flush();
        }
    }
}
