package com.tradingsystem.whatsapp.local.waha.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Posts events. Every delivery is a thread of its own with its own clock: nothing keeps an order, nothing is written down,
 * and what is under way when WAHA dies is lost. Safe for use by many threads.
 *
 * <p>As in WAHA, any answer but 2xx and any broken connection is tried again, a slow receiver is waited for without end,
 * and a redirect is followed as a GET without body, whose 200 counts as delivered.
 */
public final class WebhookSender implements AutoCloseable {

    private static final int MAX_REDIRECTS = 5;

    private final String userAgent;
    private final Pace pace;
    private final Consumer<Delivery> listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param listener hears what became of each delivery; must not block */
    public WebhookSender(String version, Pace pace, Consumer<Delivery> listener) {
        this.userAgent = "WAHA/" + version;
        this.pace = pace;
        this.listener = listener;
    }

    /**
     * Sends an event and forgets it.
     *
     * @param requestId the same on every retry
     * @param at when the event happened; not when it is sent
     */
    public void send(WebhookTarget target, String eventId, String event, byte[] body, String requestId, Instant at) {
        underWay.incrementAndGet();
        try {
            HttpRequest request = request(target, body, requestId, at);
            threads.execute(() -> {
                try {
                    listener.accept(deliver(request, target.retries(), eventId, event));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // WAHA dies, and the event with it
                } finally {
                    underWay.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException e) {
            underWay.decrementAndGet();
        }
    }

    /** How many deliveries have neither arrived nor been given up. */
    public int underWay() {
        return underWay.get();
    }

    /** Dies at once, as WAHA does. */
    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }

    private Delivery deliver(HttpRequest request, Retries retries, String eventId, String event)
            throws InterruptedException {
        for (int requests = 1; ; requests++) {
            Attempt attempt = attempt(request);
            if (attempt.arrived() || requests > retries.attempts()) {
                return new Delivery(eventId, event, requests, attempt.status(), attempt.arrived());
            }
            pace.await(longer(retries.delay(requests, ThreadLocalRandom.current()), attempt.retryAfter()));
        }
    }

    private record Attempt(@Nullable Integer status, Duration retryAfter) {

        boolean arrived() {
            return status != null && status >= 200 && status < 300;
        }
    }

    private Attempt attempt(HttpRequest first) throws InterruptedException {
        HttpRequest request = first;
        try {
            for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
                HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
                String location = response.headers().firstValue("Location").orElse(null);
                if (response.statusCode() / 100 != 3 || location == null) {
                    return new Attempt(response.statusCode(), retryAfter(response));
                }
                request =
                        redirected(request, response.statusCode(), request.uri().resolve(location));
            }
        } catch (IOException e) {
            return new Attempt(null, Duration.ZERO);
        }
        return new Attempt(null, Duration.ZERO);
    }

    private static HttpRequest redirected(HttpRequest request, int status, URI location) {
        boolean keepsMethod = status == 307 || status == 308;
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(request, (name, value) -> true).uri(location);
        return keepsMethod ? builder.build() : builder.GET().build();
    }

    private HttpRequest request(WebhookTarget target, byte[] body, String requestId, Instant at) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.url())
                .header("Content-Type", "application/json")
                .header("User-Agent", userAgent)
                .header("X-Webhook-Request-Id", requestId)
                .header("X-Webhook-Timestamp", Long.toString(at.toEpochMilli()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        String key = target.hmacKey();
        if (key != null) {
            request.header("X-Webhook-Hmac", hmac(key, body)).header("X-Webhook-Hmac-Algorithm", "sha512");
        }
        target.headers().forEach(request::header);
        return request.build();
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        String text = response.headers().firstValue("Retry-After").orElse("0");
        return text.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static String hmac(String key, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
