package com.tradingsystem.whatsapp.local.waha;

import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.waha.dialect.WahaVersion;
import com.tradingsystem.whatsapp.local.waha.webhook.Delivery;
import com.tradingsystem.whatsapp.local.waha.webhook.Pace;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookTarget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a fake WAHA is to be.
 *
 * @param port on 127.0.0.1; 0 for any
 * @param openPaths asked without a key, without leading slash, as in {@code WHATSAPP_API_KEY_EXCLUDE_PATH}
 * @param dashboard who may see the dashboard; null for no dashboard
 * @param filesLifetime how long downloaded files stay; zero for ever
 * @param globalWebhooks those of the environment, beside the sessions' own
 * @param mediaFailures with which status WhatsApp refuses a message's file; null if it gives it
 * @param pace how long it takes to wait for what WAHA waits for
 * @param deliveries hears what became of each delivery; must not block
 */
public record FakeWahaSettings(
        int port,
        String apiKey,
        WahaVersion version,
        Set<String> openPaths,
        @Nullable Login dashboard,
        Duration filesLifetime,
        List<WebhookTarget> globalWebhooks,
        Function<Message, @Nullable Integer> mediaFailures,
        Pace pace,
        InstantSource clock,
        Consumer<Delivery> deliveries) {

    /** A name and a password. */
    public record Login(String name, String password) {}

    /** WAHA's own defaults, on any port. */
    public static FakeWahaSettings withKey(String apiKey) {
        return new FakeWahaSettings(
                0,
                apiKey,
                WahaVersion.V2026_7_1,
                Set.of(),
                null,
                Duration.ofMinutes(3),
                List.of(),
                message -> null,
                Pace.REAL,
                InstantSource.system(),
                delivery -> {});
    }
}
