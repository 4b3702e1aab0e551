package com.tradingsystem.whatsapp.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Three calls to try, which work as they are printed. */
final class Examples {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String url;
    private final String token;
    private final String webhookToken;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    /** A chat with messages. */
    record Chat(String session, String jid) {}

    /** The secrets are printed, so that the calls can be pasted. */
    Examples(String url, String token, String webhookToken) {
        this.url = url;
        this.token = token;
        this.webhookToken = webhookToken;
    }

    /** Three calls that show something, whatever is in the archive. */
    List<String> calls() {
        return anyChat().map(this::reading).orElseGet(this::beginning);
    }

    /** Waits until the chat's messages can be asked for; false if that takes too long. */
    boolean waitFor(Chat chat, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!isThere(chat)) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return true;
    }

    private Optional<Chat> anyChat() {
        for (JsonNode session : get("/api/sessions").path("sessions")) {
            String name = session.path("session_name").asText();
            for (JsonNode contact :
                    get("/api/contacts/" + encoded(name) + "?limit=20").path("contacts")) {
                String jid = contact.path("whatsapp_id").asText();
                if (isThere(new Chat(name, jid))) {
                    return Optional.of(new Chat(name, jid));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isThere(Chat chat) {
        return !get(messages(chat) + "?limit=1").path("messages").isEmpty();
    }

    /** The documentation's three calls for a chat that is there. */
    List<String> reading(Chat chat) {
        return List.of(
                curl(messages(chat) + "?limit=50"),
                curl("/api/contacts/" + encoded(chat.session()) + "?type=individual"),
                curl("/api/sessions"));
    }

    /** For an archive that is still empty: a first message, and two calls that show it. */
    private List<String> beginning() {
        long now = System.currentTimeMillis() / 1000;
        String body = "{\"event\":\"message\",\"session\":\"try\",\"data\":{\"id\":\"false_5511987654321@c.us_TRY" + now
                + "\",\"timestamp\":" + now + ",\"from\":\"5511987654321@c.us\",\"fromMe\":false,\"body\":\"Oi!\"}}";
        String post = "curl -X POST -H \"X-Whatsapp-Token: " + webhookToken
                + "\" -H \"Content-Type: application/json\" -d '" + body + "' \"" + url + "/webhooks/messages\"";
        return List.of(
                post, curl(messages(new Chat("try", "5511987654321@c.us")) + "?limit=50"), curl("/api/sessions"));
    }

    private static String messages(Chat chat) {
        return "/api/messages/" + encoded(chat.session()) + "/" + encoded(chat.jid());
    }

    private String curl(String path) {
        return "curl -H \"X-Api-Token: " + token + "\" \"" + url + path + "\"";
    }

    /** The at sign may stay, as people write it. */
    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%40", "@");
    }

    private JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("X-Api-Token", token)
                .timeout(TIMEOUT)
                .build();
        try {
            return json.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return json.createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return json.createObjectNode();
        }
    }
}
