package com.tradingsystem.whatsapp.local.waha;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes webhooks and answers as told, with 200 once there is nothing told any more. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Deque<Reply> replies = new ArrayDeque<>();

    @SuppressWarnings("ArrayRecordComponent") // compared by assertions, not by equals
    record Received(String method, String path, Headers headers, byte[] body) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String event() {
            return json().path("event").asText();
        }

        String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    record Reply(int status, Map<String, String> headers) {}

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                received.add(new Received(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders(),
                        exchange.getRequestBody().readAllBytes()));
                Reply reply = nextReply();
                reply.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(reply.status(), -1);
            }
        });
        server.start();
    }

    private Reply nextReply() {
        synchronized (replies) {
            Reply reply = replies.poll();
            return reply == null ? new Reply(200, Map.of()) : reply;
        }
    }

    void reply(int status) {
        reply(status, Map.of());
    }

    void reply(int status, Map<String, String> headers) {
        synchronized (replies) {
            replies.add(new Reply(status, headers));
        }
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    List<Received> received() {
        return received;
    }

    /** Those with this event name. */
    List<Received> received(String event) {
        return received.stream().filter(one -> one.event().equals(event)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
