package com.tradingsystem.whatsapp.local.waha;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import com.tradingsystem.whatsapp.local.waha.dialect.Fields;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import com.tradingsystem.whatsapp.local.waha.dialect.WahaVersion;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookSender;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookTarget;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts payloads into envelopes and hands them to the sender, once for each target that wants them. */
final class EventFeed {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FakeWahaSettings settings;
    private final WebhookSender sender;
    private final Ids ids = new Ids(new SecureRandom());

    EventFeed(FakeWahaSettings settings, WebhookSender sender) {
        this.settings = settings;
        this.sender = sender;
    }

    /** The outside of a session's events. */
    record Origin(
            String session,
            Engine engine,
            @Nullable ObjectNode metadata,
            @Nullable ObjectNode me) {}

    /** Sends an event to a session's targets and to the global ones, under one envelope id but in deliveries of their own. */
    void emit(Origin origin, List<WebhookTarget> targets, String event, JsonNode payload) {
        Instant now = settings.clock().instant();
        String id = ids.event(now);
        byte[] body = bytes(envelope(id, now, origin, event, payload));
        for (List<WebhookTarget> some : List.of(targets, settings.globalWebhooks())) {
            for (WebhookTarget target : some) {
                if (target.wants(event)) {
                    sender.send(target, id, event, body, ids.request(now, settings.version()), now);
                }
            }
        }
    }

    private Fields envelope(String id, Instant now, Origin origin, String event, JsonNode payload) {
        return Json.with("id", id)
                .and("timestamp", now.toEpochMilli())
                .and("event", event)
                .and("session", origin.session())
                .maybe("metadata", origin.metadata())
                .and("me", origin.me())
                .and("payload", payload)
                .and("engine", origin.engine().name())
                .and("environment", environment(settings.version(), origin.engine()));
    }

    /** What WAHA says of itself. */
    static Fields environment(WahaVersion version, Engine engine) {
        Fields environment = Json.with("version", version.text())
                .and("engine", engine.name())
                .and("tier", "CORE")
                .and("browser", null);
        if (version.isRecent()) {
            environment.and("platform", "linux/x64").and("worker", Json.with("id", "local"));
        }
        return environment;
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
