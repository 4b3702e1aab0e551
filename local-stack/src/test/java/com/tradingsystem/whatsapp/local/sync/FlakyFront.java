package com.tradingsystem.whatsapp.local.sync;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a WAHA, passes on most of what it is asked, and spoils some of it, as networks and proxies do. */
final class FlakyFront implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final URI behind;
    private final Random random;
    private final List<String> asked = new ArrayList<>();
    private volatile double spoilt;

    /** @param behind the WAHA */
    FlakyFront(URI behind, long seed) {
        this.behind = behind;
        this.random = new Random(seed);
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                handle(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Spoils this share of all calls, between 0 and 1. */
    void spoil(double share) {
        spoilt = share;
    }

    /** How many calls of each kind there were since this was asked last; spoilt ones count. */
    synchronized Map<String, Integer> calls() {
        Map<String, Integer> kinds = new TreeMap<>();
        for (String path : asked) {
            kinds.merge(kind(path), 1, Integer::sum);
        }
        return kinds;
    }

    /** The chats whose messages were asked for. */
    synchronized List<String> chatsAsked() {
        return asked.stream()
                .filter(path -> path.endsWith("/messages"))
                .map(path -> path.split("/", -1)[4].replace("%40", "@"))
                .toList();
    }

    synchronized void forget() {
        asked.clear();
    }

    private static String kind(String path) {
        String[] parts = path.split("/", -1);
        return parts.length > 4 && path.endsWith("/messages") ? "messages" : parts[parts.length - 1];
    }

    private void handle(HttpExchange exchange) throws IOException, InterruptedException {
        double dice;
        synchronized (this) {
            asked.add(exchange.getRequestURI().getRawPath());
            dice = random.nextDouble();
        }
        if (dice >= spoilt) {
            pass(exchange, false);
            return;
        }
        switch ((int) (dice / spoilt * 5)) {
            case 0 -> answer(exchange, 502, "text/html", "<html>Bad Gateway</html>");
            case 1 -> answer(exchange, 500, "application/json", "{\"exception\":{\"message\":\"Evaluation failed\"}}");
            case 2 -> answer(exchange, 200, "application/json", "[{\"id\":\"tru");
            case 3 -> pass(exchange, true);
            default -> exchange.close();
        }
    }

    private void pass(HttpExchange exchange, boolean cut) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()));
        String key = exchange.getRequestHeaders().getFirst("X-Api-Key");
        if (key != null) {
            request.header("X-Api-Key", key);
        }
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        byte[] body = response.body();
        response.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(cut ? Arrays.copyOf(body, body.length / 2) : body);
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
