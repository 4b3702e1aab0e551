package com.tradingsystem.whatsapp.local.waha;

import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import com.tradingsystem.whatsapp.local.waha.dialect.Fields;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import com.tradingsystem.whatsapp.local.waha.dialect.WahaVersion;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookTarget;
import java.time.Duration;
import java.time.Instant;

/** {@code /ping}, {@code /health}, {@code /api/server}. */
final class ServerCalls {

    private final FakeWahaSettings settings;
    private final Instant startedAt;

    ServerCalls(FakeWahaSettings settings) {
        this.settings = settings;
        this.startedAt = settings.clock().instant();
    }

    void addTo(Router router) {
        router.get("/ping", call -> Answer.ok(Json.with("message", "pong")))
                .get("/health", call -> health())
                .get("/api/server/version", call -> Answer.ok(EventFeed.environment(settings.version(), Engine.NOWEB)))
                .get("/api/server/status", call -> status())
                .get("/api/server/environment", call -> environment());
    }

    /** Free in every image since 2026.6.1; before, not available in this one. */
    private Answer health() {
        if (settings.version() == WahaVersion.V2025_10_4) {
            return Answer.error(422, "The feature is available only in Plus version", "Unprocessable Entity");
        }
        return Answer.ok(Json.with("status", "ok")
                .and("info", Json.object())
                .and("error", Json.object())
                .and("details", Json.object()));
    }

    /** What WAHA was told by its environment, of which only the webhook matters here. */
    private Answer environment() {
        Fields environment = Json.with("WHATSAPP_DEFAULT_ENGINE", Engine.NOWEB.name());
        for (WebhookTarget webhook : settings.globalWebhooks()) {
            environment.and("WHATSAPP_HOOK_URL", webhook.url().toString());
        }
        return Answer.ok(environment);
    }

    private Answer status() {
        Duration uptime = Duration.between(startedAt, settings.clock().instant());
        return Answer.ok(Json.with("startTimestamp", startedAt.toEpochMilli())
                .and("uptime", uptime.toMillis())
                .and("worker", Json.with("id", "local")));
    }
}
