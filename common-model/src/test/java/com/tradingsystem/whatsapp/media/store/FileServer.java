package com.tradingsystem.whatsapp.media.store;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP server for tests that answers as it is told, by path, and remembers what it was asked. */
public final class FileServer implements AutoCloseable {

    private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile HttpHandler otherwise = FileServer::notFound;

    /** What it was asked, with the key that came along. */
    public record Asked(
            String path, @Nullable String apiKey, @Nullable String query) {}

    /** Starts it on a free port of this machine. */
    public FileServer() throws IOException {
        this(0);
    }

    /** Starts it on a port of this machine. */
    public FileServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            asked.add(new Asked(
                    path,
                    exchange.getRequestHeaders().getFirst("X-Api-Key"),
                    exchange.getRequestURI().getRawQuery()));
            handlers.getOrDefault(path, otherwise).handle(exchange);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String origin() {
        return "http://127.0.0.1:" + port();
    }

    /** Everything it was asked so far, in order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** How often a path was asked for. */
    public long asked(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).count();
    }

    /** Answers a path so from now on; the path as it is on the wire. */
    public FileServer on(String path, HttpHandler handler) {
        handlers.put(path, handler);
        return this;
    }

    /** Answers every other path so from now on. */
    public FileServer otherwise(HttpHandler handler) {
        otherwise = handler;
        return this;
    }

    /** Answers a path with bytes, as a file server does. */
    public FileServer file(String path, byte[] bytes) {
        return on(path, exchange -> send(exchange, 200, "application/octet-stream", bytes));
    }

    /** Answers a path with a JSON document. */
    public FileServer json(String path, int status, String json) {
        return on(path, exchange -> send(exchange, status, "application/json", json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers a path with a redirect. */
    public FileServer redirect(String path, String location) {
        return on(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    /** Announces all of the bytes, sends some and hangs up. */
    public FileServer cutOff(String path, byte[] bytes, int sent) {
        return on(path, exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, sent);
            exchange.getResponseBody().flush();
        });
    }

    public static void send(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        String json = "{\"message\":\"Cannot GET\",\"error\":\"Not Found\",\"statusCode\":404}";
        send(exchange, 404, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
