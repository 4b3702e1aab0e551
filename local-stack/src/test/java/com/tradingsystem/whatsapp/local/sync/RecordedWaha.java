package com.tradingsystem.whatsapp.local.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.tradingsystem.whatsapp.media.store.FileServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A WAHA with one session, {@code home}, under NOWEB, that shows messages exactly as they were written down. */
final class RecordedWaha implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SESSION =
            "{\"name\":\"home\",\"status\":\"WORKING\",\"engine\":\"NOWEB\",\"me\":{\"id\":\"5511900000001@c.us\"}}";
    private static final Comparator<JsonNode> NEWEST_FIRST = Comparator.comparingLong(RecordedWaha::second)
            .reversed()
            .thenComparing(message -> message.path("id").asText());

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final FileServer server;

    RecordedWaha() throws IOException {
        server = new FileServer();
        server.json("/api/server/version", 200, "{\"version\":\"2026.7.1\",\"engine\":\"NOWEB\"}")
                .json("/api/server/status", 200, "{\"startTimestamp\":1795329765000}")
                .json("/api/sessions", 200, "[" + SESSION + "]")
                .json("/api/sessions/home", 200, SESSION)
                .json("/api/home/lids", 200, "[]")
                .json("/api/contacts/all", 200, "[]")
                .json("/api/home/groups", 200, "{}")
                .on("/api/home/chats", exchange -> send(exchange, page(exchange, this::chats)))
                .on("/api/home/chats/overview", exchange -> send(exchange, page(exchange, this::overview)));
        serve("all");
        serve("status@broadcast");
    }

    String origin() {
        return server.origin();
    }

    /** WAHA has these as well from now on. */
    void add(Collection<JsonNode> more) {
        messages.addAll(more);
        more.forEach(message -> serve(chat(message)));
    }

    /** How often the messages of a chat were asked for. */
    long asked(String chat) {
        return server.asked(path(chat));
    }

    /** The chat that a message's full id names. */
    static String chat(JsonNode message) {
        return message.path("id").asText().split("_", -1)[1];
    }

    private void serve(String chat) {
        server.on(path(chat), exchange -> send(exchange, page(exchange, () -> newestFirst(chat))));
    }

    private static String path(String chat) {
        return "/api/home/chats/" + chat.replace("@", "%40") + "/messages";
    }

    private Stream<JsonNode> newestFirst(String chat) {
        return messages.stream()
                .filter(message -> chat.equals("all") || chat.equals(chat(message)))
                .sorted(NEWEST_FIRST);
    }

    private Collection<JsonNode> newestByChat() {
        Map<String, JsonNode> newest = new TreeMap<>();
        newestFirst("all").forEach(message -> newest.putIfAbsent(chat(message), message));
        List<JsonNode> heads = new ArrayList<>(newest.values());
        heads.sort(NEWEST_FIRST);
        return heads;
    }

    private Stream<JsonNode> chats() {
        return newestByChat().stream()
                .map(message ->
                        JSON.createObjectNode().put("id", chat(message)).put("conversationTimestamp", second(message)));
    }

    private Stream<JsonNode> overview() {
        return newestByChat().stream()
                .filter(message -> !chat(message).endsWith("@newsletter"))
                .map(message -> JSON.createObjectNode().put("id", chat(message)).set("lastMessage", message));
    }

    private static ArrayNode page(HttpExchange exchange, Supplier<Stream<JsonNode>> all) {
        ArrayNode page = JSON.createArrayNode();
        all.get()
                .filter(one -> !one.has("timestamp")
                        || (second(one) >= number(exchange, "filter.timestamp.gte", 0)
                                && second(one) <= number(exchange, "filter.timestamp.lte", Long.MAX_VALUE)))
                .skip(number(exchange, "offset", 0))
                .limit(number(exchange, "limit", 10))
                .forEach(page::add);
        return page;
    }

    private static long number(HttpExchange exchange, String parameter, long ifMissing) {
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
        Matcher matcher = Pattern.compile("(?:^|&)" + Pattern.quote(parameter) + "=(\\d+)")
                .matcher(query);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : ifMissing;
    }

    private static long second(JsonNode message) {
        return message.path("timestamp").asLong();
    }

    private static void send(HttpExchange exchange, JsonNode answer) throws IOException {
        FileServer.send(exchange, 200, "application/json", answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Messages that are kept among the tests, oldest first. */
    static List<JsonNode> read(String name) {
        try (var in = Objects.requireNonNull(RecordedWaha.class.getResourceAsStream("/history/" + name))) {
            List<JsonNode> read = new ArrayList<>();
            JSON.readTree(in).forEach(read::add);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
