package com.tradingsystem.whatsapp.gateway.webhook;

import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.gateway.webhook.WebhookRefusal.Reason;
import com.tradingsystem.whatsapp.ingest.Ingest;
import com.tradingsystem.whatsapp.ingest.IngestUnavailable;
import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import com.tradingsystem.whatsapp.waha.WahaEventReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes WAHA's events. The token is looked at before the body is read, the signature before the body is looked at; what is
 * answered 200 is on disk. Runs on the request's virtual thread, which waits for the commit.
 */
@RestController
class WebhookController {

    private static final int LONGEST_REQUEST_ID = 200;

    private final WebhookSecrets secrets;
    private final WebhookSettings settings;
    private final BodyBudget budget;
    private final WebhookMetrics metrics;
    private final WahaEventReader reader;
    private final Ingest ingest;
    private final InstantSource clock;

    WebhookController(
            WebhookSecrets secrets,
            WebhookSettings settings,
            BodyBudget budget,
            WebhookMetrics metrics,
            WahaEventReader reader,
            Ingest ingest,
            InstantSource clock) {
        this.secrets = secrets;
        this.settings = settings;
        this.budget = budget;
        this.metrics = metrics;
        this.reader = reader;
        this.ingest = ingest;
        this.clock = clock;
    }

    /** @param outcome {@code stored}, {@code unrecognised} or {@code quarantined} */
    record Accepted(boolean success, String outcome) {}

    @PostMapping("/webhooks/messages")
    Accepted receive(HttpServletRequest request) throws IOException {
        try {
            IngestReceipt receipt = accept(request);
            metrics.accepted(receipt);
            return new Accepted(true, receipt.name().toLowerCase(Locale.ROOT));
        } catch (WebhookRefusal refusal) {
            metrics.refused(refusal.reason());
            throw refusal;
        } catch (IngestUnavailable e) {
            metrics.unavailable();
            throw e;
        }
    }

    private IngestReceipt accept(HttpServletRequest request) throws IOException {
        secrets.requireToken(request);
        try (WebhookBody body = WebhookBody.read(request, settings, budget)) {
            secrets.requireSignature(request, body.bytes());
            if (!isJson(request.getContentType())) {
                throw new WebhookRefusal(Reason.CONTENT_TYPE);
            }
            RawEvent raw = new RawEvent(body.bytes(), requestId(request), clock.instant());
            return switch (reader.read(raw)) {
                case Reading.Malformed malformed -> throw new WebhookRefusal(Reason.MALFORMED);
                case Reading.Understood understood -> ingest.accept(raw, understood);
                case Reading.Unrecognised unrecognised -> ingest.accept(raw, unrecognised);
            };
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
                    || (type.getType().equals("application")
                            && type.getSubtype().endsWith("+json"));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static @Nullable String requestId(HttpServletRequest request) {
        String id = request.getHeader("X-Webhook-Request-Id");
        return id == null || id.length() <= LONGEST_REQUEST_ID ? id : id.substring(0, LONGEST_REQUEST_ID);
    }
}
