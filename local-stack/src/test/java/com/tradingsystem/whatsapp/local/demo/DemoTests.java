package com.tradingsystem.whatsapp.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import com.tradingsystem.whatsapp.local.waha.FakeWaha;
import com.tradingsystem.whatsapp.local.waha.FakeWahaSettings;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookTarget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoTests {

    @Test
    void demo_beginsAtOnce_andTellsManyKindsOfThings() throws Exception {
        Queue<JsonNode> events = new ConcurrentLinkedQueue<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", exchange -> {
            try (exchange) {
                events.add(new ObjectMapper().readTree(exchange.getRequestBody()));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        receiver.start();
        URI url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort());
        // An hour passes in eighteen seconds.
        Instant start = Instant.now();
        InstantSource fast =
                () -> start.plus(Duration.between(start, Instant.now()).multipliedBy(200));
        try (FakeWaha waha = FakeWaha.start(FakeWahaSettings.withKey("key"));
                Demo demo = Demo.play(waha, fast, List.of(WebhookTarget.everythingTo(url)))) {
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> events.stream().anyMatch(event -> isFeatured(event, demo)));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(names(events))
                            .contains(
                                    "session.status",
                                    "message",
                                    "message.any",
                                    "message.ack",
                                    "message.ack.group",
                                    "message.reaction",
                                    "message.edited",
                                    "message.revoked",
                                    "poll.vote",
                                    "call.received",
                                    "group.v2.participants",
                                    "label.chat.added",
                                    "presence.update"));
        } finally {
            receiver.stop(0);
        }
        assertThat(events).extracting(event -> event.path("engine").asText()).contains("NOWEB", "GOWS");
        // Some are told again, under another event.
        Set<String> messages = events.stream()
                .filter(event -> event.path("event").asText().equals("message.any"))
                .map(event -> event.path("payload").path("id").asText())
                .collect(Collectors.toSet());
        assertThat(messages.size()).isLessThan((int) events.stream()
                .filter(event -> event.path("event").asText().equals("message.any"))
                .count());
    }

    @Test
    void oldFiles_areGoneForHalf() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        Person person = Person.of("5511900001000", "1", "Ana");
        int gone = 0;
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            Message message =
                    Message.of("ID" + i * 7919, person.jid(), person, false, false, now, new Content.Text(""));
            gone += Demo.mediaFailure(message.at(now.minus(Duration.ofDays(40))), now) == null ? 0 : 1;
            refused += Demo.mediaFailure(message, now) == null ? 0 : 1;
        }
        assertThat(gone).isBetween(350, 650);
        assertThat(refused).isBetween(1, 100);
    }

    private static boolean isFeatured(JsonNode event, Demo demo) {
        return event.path("session").asText().equals(demo.featuredSession())
                && event.path("payload").path("id").asText().contains(demo.featuredChat());
    }

    private static Set<String> names(Queue<JsonNode> events) {
        return events.stream().map(event -> event.path("event").asText()).collect(Collectors.toSet());
    }
}
