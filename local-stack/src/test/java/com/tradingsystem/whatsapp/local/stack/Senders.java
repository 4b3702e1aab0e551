package com.tradingsystem.whatsapp.local.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Posts messages from several threads at once, each under an id of its own, and remembers which were answered 2xx. */
final class Senders {

    private static final int THREADS = 16;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped = true;

    /** The core ids whose delivery was answered 2xx. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    int sent() {
        return ids.get();
    }

    void start(String url) {
        stopped = false;
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
                while (!stopped) {
                    post(client, url);
                }
            }));
        }
    }

    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
    }

    private void post(HttpClient client, String url) {
        String coreId = "3EB0%08d".formatted(ids.incrementAndGet());
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/webhooks/messages"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("X-Whatsapp-Token", StackProcess.WEBHOOK_TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(body(coreId)))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 == 2) {
                acknowledged.add(coreId);
            }
        } catch (IOException e) {
            // Killed under our hands: nothing was promised.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String body(String coreId) {
        long now = Instant.now().toEpochMilli();
        return """
                {"id":"evt_%s","timestamp":%d,"event":"message.any","session":"crash","engine":"NOWEB","me":null,
                 "payload":{"id":"false_15551230001@c.us_%s","timestamp":%d,"from":"15551230001@c.us","fromMe":false,
                            "body":"message %s","hasMedia":false,"ack":2,"ackName":"DEVICE"}}
                """.formatted(coreId, now, coreId, now / 1000, coreId);
    }
}
