package com.tradingsystem.whatsapp.waha;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Acknowledged;
import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.InboundEvent.Reacted;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.event.Reading.Unrecognised;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The same message out of a webhook and out of WAHA's store is the same message. */
class HistoryTests {

    private static final SessionName SESSION = new SessionName("main");
    private static final Jid ANA = Jid.of("15551230001@c.us");
    private static final Jid.Person MY_PHONE = new Jid.Person("15550001111");
    private static final Account ME = new Account(MY_PHONE, new Jid.Lid("90000000000001"), "Loja Central");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WahaEventReader reader = new WahaEventReader();

    @TestFactory
    Stream<DynamicTest> messageOutOfTheStore_equalsThatOfTheWebhook() {
        return GoldenFiles.all().stream()
                .filter(file -> !file.toString().contains("hostile"))
                .filter(file -> file.getFileName().toString().matches("message(\\.any)?(-.*)?\\.json"))
                .map(file -> DynamicTest.dynamicTest(GoldenFiles.nameOf(file), () -> converges(file)));
    }

    private void converges(Path file) {
        Understood webhook = (Understood) reader.read(GoldenFiles.event(file));
        JsonNode envelope = json(GoldenFiles.bytes(file));
        JsonNode payload = envelope.has("payload") ? envelope.get("payload") : envelope.get("data");

        Understood history = (Understood) reader.readHistory(
                SESSION, webhook.envelope().engine(), webhook.envelope().me(), payload, GoldenFiles.ARRIVAL);

        assertThat(history.provenance()).isEqualTo(Provenance.HISTORY);
        assertThat(history.events()).isEqualTo(webhook.events());
        assertThat(history.links()).isEqualTo(webhook.links());
        assertThat(history.contacts()).isEqualTo(webhook.contacts());
        assertThat(history.envelope().eventId()).isNull();
        assertThat(history.envelope().session()).isEqualTo(SESSION);
    }

    @Test
    void reactionsKeptByNoweb_areRead() {
        List<InboundEvent> events = events("""
                {"id":"true_15551230001@c.us_A","timestamp":1795329600,"body":"x","_data":{
                  "key":{"remoteJid":"15551230001@s.whatsapp.net","fromMe":true,"id":"A"},
                  "message":{"conversation":"x"},
                  "reactions":[
                    {"key":{"remoteJid":"15551230001@s.whatsapp.net","fromMe":false,"id":"R1"},"text":"👍","senderTimestampMs":"1795329700123"},
                    {"key":{"remoteJid":"15551230001@s.whatsapp.net","fromMe":true,"id":"R2"},"text":"❤️","senderTimestampMs":1795329701000},
                    {"key":{"remoteJid":"15551230001@s.whatsapp.net","fromMe":false,"id":"R3"},"text":"without a time"}]}}
                """);

        assertThat(events)
                .hasSize(3)
                .contains(
                        new Reacted("A", ANA, ANA, "👍", Instant.parse("2026-11-22T06:41:40.123Z")),
                        new Reacted("A", ANA, MY_PHONE, "❤️", Instant.parse("2026-11-22T06:41:41Z")));
    }

    @Test
    void receiptsKeptByNoweb_areRead() {
        Jid group = Jid.of("120363000000000001@g.us");

        List<InboundEvent> events = events("""
                {"id":"true_120363000000000001@g.us_A_15550001111@c.us","timestamp":1795329600,"body":"x","_data":{
                  "key":{"remoteJid":"120363000000000001@g.us","fromMe":true,"id":"A"},
                  "userReceipt":[
                    {"userJid":"15551230001@s.whatsapp.net","receiptTimestamp":"1795329601","readTimestamp":"1795329650","playedTimestamp":"0"},
                    {"userJid":"15550001111@s.whatsapp.net","readTimestamp":"1795329650"}]}}
                """);

        assertThat(events)
                .hasSize(3)
                .contains(
                        new Acknowledged("A", group, ANA, Ack.SERVER, Instant.parse("2026-11-22T06:40:01Z")),
                        new Acknowledged("A", group, ANA, Ack.READ, Instant.parse("2026-11-22T06:40:50Z")));
    }

    @Test
    void messageRevokedInTheBrowser_isSeenAndRevoked() {
        Reading reading = reader.readHistory(
                SESSION, "WEBJS", ME, json("""
                {"id":"false_15551230001@c.us_A","timestamp":1795329600,"body":"","hasMedia":false,
                 "_data":{"type":"revoked","t":1795329600,"id":{"fromMe":false,"remote":"15551230001@c.us","id":"A"}}}
                """.getBytes(StandardCharsets.UTF_8)), GoldenFiles.ARRIVAL);

        assertThat(((Understood) reading).events())
                .hasSize(2)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                MessageSeen.class,
                                seen -> assertThat(seen.message().content().isEmpty())
                                        .isTrue()))
                .contains(new Revoked("A", ANA, false, ANA, GoldenFiles.ARRIVAL));
    }

    @Test
    void whatIsNoMessage_isUnrecognised() {
        for (JsonNode node : List.of(
                json("[]".getBytes(StandardCharsets.UTF_8)),
                json("null".getBytes(StandardCharsets.UTF_8)),
                MissingNode.getInstance(),
                JSON.createObjectNode(),
                JSON.createObjectNode().putPOJO("id", new Object()))) {
            assertThat(reader.readHistory(SESSION, "GOWS", ME, node, GoldenFiles.ARRIVAL))
                    .isInstanceOf(Unrecognised.class);
        }
    }

    @Test
    void deepMessage_losesItsRawForm() {
        JsonNode deep = JSON.createObjectNode();
        for (int i = 0; i < 10_000; i++) {
            deep = JSON.createObjectNode().set("a", deep);
        }
        JsonNode message = JSON.createObjectNode()
                .put("id", "false_15551230001@c.us_A")
                .put("timestamp", 1_795_329_600)
                .set("_data", deep);

        Reading reading = reader.readHistory(SESSION, "NOWEB", ME, message, GoldenFiles.ARRIVAL);

        assertThat(reading).isInstanceOfSatisfying(Understood.class, understood -> {
            assertThat(understood.flags()).contains(Reading.Flag.TOO_DEEP);
            assertThat(ReadingText.of(understood)).doesNotContain("rawData");
        });
    }

    @Test
    void unstorableText_isReplacedHereToo() {
        JsonNode message = JSON.createObjectNode()
                .put("id", "false_15551230001@c.us_A")
                .put("timestamp", 1_795_329_600)
                .put("body", "a\u0000\ud83d")
                .put("ack", Double.POSITIVE_INFINITY);

        Reading reading = reader.readHistory(SESSION, "NOWEB", ME, message, GoldenFiles.ARRIVAL);

        Storable.check(reading);
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Understood.class,
                        understood -> assertThat(understood.flags()).contains(Reading.Flag.UNSTORABLE_CHARACTERS));
    }

    private List<InboundEvent> events(String message) {
        JsonNode node = json(message.getBytes(StandardCharsets.UTF_8));
        return ((Understood) reader.readHistory(SESSION, "NOWEB", ME, node, GoldenFiles.ARRIVAL)).events();
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
