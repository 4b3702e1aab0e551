package com.tradingsystem.whatsapp.local.waha.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.local.waha.dialect.Fields;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gets which events, as one entry of {@code config.webhooks}.
 *
 * @param events names, or {@code *} for all but raw ones
 * @param hmacKey signs the bodies if set
 * @param headers sent with every delivery
 */
public record WebhookTarget(
        URI url, List<String> events, @Nullable String hmacKey, Retries retries, Map<String, String> headers) {

    private static final Set<String> NOT_IN_STAR = Set.of("state.change", "engine.event");

    public WebhookTarget {
        events = List.copyOf(events);
        headers = Map.copyOf(headers);
    }

    /** Everything to this address, unsigned, with WAHA's default retries. */
    public static WebhookTarget everythingTo(URI url) {
        return new WebhookTarget(url, List.of("*"), null, Retries.DEFAULT, Map.of());
    }

    /** Whether this target wants events of this name. */
    public boolean wants(String event) {
        return events.contains(event) || (events.contains("*") && !NOT_IN_STAR.contains(event));
    }

    /** Reads an entry of a session's configuration, with WAHA's defaults for what is missing. */
    public static WebhookTarget of(JsonNode json) {
        List<String> events = new ArrayList<>();
        json.path("events").forEach(event -> events.add(event.asText()));
        Map<String, String> headers = new LinkedHashMap<>();
        json.path("customHeaders")
                .forEach(header -> headers.put(
                        header.path("name").asText(), header.path("value").asText()));
        JsonNode retries = json.path("retries");
        String key = json.path("hmac").path("key").asText("");
        Retries.Policy policy =
                Retries.Policy.valueOf(retries.path("policy").asText("constant").toUpperCase(Locale.ROOT));
        return new WebhookTarget(
                URI.create(json.path("url").asText()),
                events,
                key.isEmpty() ? null : key,
                new Retries(
                        policy,
                        retries.path("delaySeconds").asDouble(2),
                        retries.path("attempts").asInt(15)),
                headers);
    }

    /** The entry in a session's configuration; WAHA shows the key in clear. */
    public ObjectNode toJson() {
        Fields retrying = Json.with("policy", retries.policy().name().toLowerCase(Locale.ROOT))
                .and("delaySeconds", retries.delaySeconds())
                .and("attempts", retries.attempts());
        List<Fields> custom = headers.entrySet().stream()
                .map(header -> Json.with("name", header.getKey()).and("value", header.getValue()))
                .toList();
        return Json.with("url", url.toString())
                .and("events", events)
                .and("hmac", hmacKey == null ? null : Json.with("key", hmacKey))
                .and("retries", retrying)
                .and("customHeaders", custom);
    }
}
