package com.tradingsystem.whatsapp.gateway.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is accepted as a webhook.
 *
 * @param maxBody the largest body, up to 50 MB, which is what WAHA itself takes (WHATSAPP_WEBHOOK_MAX_BODY)
 * @param maxInFlight how many bytes of bodies may be in memory at once; beyond that the answer is 503. Null for the larger
 *     of 64 MB and two of the largest bodies
 * @param readTimeout how long a body may take to arrive
 */
@ConfigurationProperties("whatsapp.webhook")
record WebhookSettings(
        @DefaultValue("10MB") DataSize maxBody,
        @Nullable DataSize maxInFlight,
        @DefaultValue("30s") Duration readTimeout) {

    static final DataSize LARGEST_BODY = DataSize.ofMegabytes(50);
    private static final DataSize USUAL_IN_FLIGHT = DataSize.ofMegabytes(64);

    WebhookSettings {
        if (maxBody.toBytes() < 1 || maxBody.compareTo(LARGEST_BODY) > 0) {
            throw new IllegalArgumentException("WHATSAPP_WEBHOOK_MAX_BODY must be between 1B and 50MB");
        }
        if (maxInFlight == null) {
            DataSize two = DataSize.ofBytes(2 * maxBody.toBytes());
            maxInFlight = two.compareTo(USUAL_IN_FLIGHT) > 0 ? two : USUAL_IN_FLIGHT;
        }
        if (maxInFlight.compareTo(maxBody) < 0) {
            throw new IllegalArgumentException("whatsapp.webhook.max-in-flight must hold at least one largest body");
        }
        if (readTimeout.isNegative() || readTimeout.isZero()) {
            throw new IllegalArgumentException("whatsapp.webhook.read-timeout must be positive");
        }
    }
}
