package com.tradingsystem.whatsapp.local.waha;

import static com.tradingsystem.whatsapp.local.waha.TestPeople.ACCOUNT;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.ANA;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.GROUP;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.ME;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.NOON;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.SHY;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.fromAna;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.inGroup;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.toAna;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.History;
import com.tradingsystem.whatsapp.local.phone.MediaFile;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import com.tradingsystem.whatsapp.local.waha.dialect.WahaVersion;
import com.tradingsystem.whatsapp.local.waha.webhook.Pace;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was captured from a running WAHA is done again here; the fake must send the same, field by field. */
class CapturedWebhooksTests {

    /** Made anew for every event, or the time of capturing. */
    private static final Set<String> VOLATILE = Set.of(
            "/id", "/timestamp", "/payload/timestamp", "/payload/statuses/timestamp", "/payload/_data/_timestampMs");

    /** An id that NOWEB adds for itself and nobody uses. */
    private static final Set<String> LEFT_OUT = Set.of("/payload/_data/_eventId");

    private final Receiver receiver = new Receiver();
    private final FakeWaha waha = FakeWaha.start(new FakeWahaSettings(
            0,
            "key",
            WahaVersion.V2025_10_4,
            Set.of(),
            null,
            Duration.ZERO,
            List.of(),
            message -> 500,
            new Pace(0),
            InstantSource.fixed(NOON),
            delivery -> {}));
    private final FakeSession session = waha.add(
            "default",
            Engine.NOWEB,
            ACCOUNT,
            History.EMPTY,
            Json.with("metadata", Json.with("tenant", "t-1"))
                    .and(
                            "webhooks",
                            List.of(WebhookTarget.everythingTo(receiver.url("/"))
                                    .toJson())));

    @BeforeEach
    void work() {
        session.become(SessionStatus.WORKING);
        await().until(() -> receiver.received().size() == 1);
        receiver.received().clear();
    }

    @AfterEach
    void stop() {
        waha.close();
        receiver.close();
    }

    @Test
    void text() {
        assertSame("noweb-message-text.json", s -> s.post(fromAna("3EB0AAAA0001", "hello")));
    }

    @Test
    void anyText() {
        assertSame("noweb-message-any-text.json", s -> s.post(fromAna("3EB0AAAA0001", "hello")));
    }

    @Test
    void groupWithHiddenIds() {
        assertSame("noweb-message-group-lid.json", s -> s.post(inGroup("3EB0AAAA0003", ANA, "in group")));
    }

    @Test
    void imageThatCouldNotBeFetched() {
        Person nameless = new Person(ANA.phone(), ANA.lid(), "", null, true);
        MediaFile photo = new MediaFile(MediaFile.Kind.PHOTO, 1, null, 0);
        Message image =
                Message.of("3EB0AAAA0005", ANA.jid(), nameless, false, false, NOON, new Content.File(photo, "pic"));
        assertSame(
                "noweb-message-image.json",
                s -> s.post(image),
                "/payload/media/error/details",
                "/payload/_data/message/imageMessage/fileLength",
                "/payload/_data/message/imageMessage/url");
    }

    @Test
    void reaction() {
        Message.Reaction thumb = new Message.Reaction("3EB0BBBB0001", ANA, "👍", NOON);
        assertSame("noweb-message-reaction.json", s -> s.react(inGroup("3EB0AAAA0009", ME, "mine"), thumb));
    }

    @Test
    void edit() {
        assertSame(
                "noweb-message-edited.json",
                s -> s.edit(fromAna("3EB0AAAA0007", "text"), "3EB0CCCC0002", "edited text"));
    }

    @Test
    void revocation() {
        assertSame("noweb-message-revoked.json", s -> s.revoke(fromAna("3EB0AAAA0001", "hello"), "3EB0CCCC0001"));
    }

    @Test
    void ack() {
        assertSame("noweb-message-ack.json", s -> s.acknowledge(toAna("3EB0AAAA0004", "hi"), ANA, 2));
    }

    @Test
    void groupAck() {
        assertSame("noweb-message-ack-group.json", s -> s.acknowledge(inGroup("3EB0AAAA0009", ME, "hi"), ANA, 3));
    }

    @Test
    void groupJoined() {
        Person unlinked = new Person(ANA.phone(), ANA.lid(), "Ana", null, false);
        Group group = new Group(
                "120363000000000002@g.us", "New", "x", true, List.of(new Group.Member(unlinked, "superadmin")));
        assertSame("noweb-group-v2-join.json", s -> s.join(group));
    }

    @Test
    void memberJoined() {
        assertSame("noweb-group-v2-participants.json", s -> s.changeMember(GROUP, Group.Change.JOIN, SHY));
    }

    @Test
    void sessionStarting() {
        FakeSession fresh = waha.add(
                "fresh",
                Engine.NOWEB,
                ACCOUNT,
                History.EMPTY,
                Json.with("metadata", Json.with("tenant", "t-1"))
                        .and(
                                "webhooks",
                                List.of(WebhookTarget.everythingTo(receiver.url("/"))
                                        .toJson())));
        JsonNode captured = captured("noweb-session-status-starting.json");

        fresh.become(SessionStatus.STARTING);

        JsonNode sent = sent("session.status");
        Set<String> renamed = Set.of("/session", "/payload/name");
        assertThat(differences("", captured, sent, false, renamed)).isEmpty();
    }

    @Test
    void sessionWorking() {
        assertSame("noweb-session-status-working.json", s -> {
            s.become(SessionStatus.STARTING);
            s.become(SessionStatus.SCAN_QR_CODE);
            await().until(() -> receiver.received().size() == 2);
            receiver.received().clear();
            s.become(SessionStatus.WORKING);
        });
    }

    private void assertSame(String file, Consumer<FakeSession> deed, String... otherwise) {
        JsonNode captured = captured(file);

        deed.accept(session);

        assertThat(differences("", captured, sent(captured.path("event").asText()), false, Set.of(otherwise)))
                .isEmpty();
    }

    private JsonNode sent(String event) {
        await().until(() -> !receiver.received(event).isEmpty());
        return receiver.received(event).getFirst().json();
    }

    private static JsonNode captured(String file) {
        try (InputStream in = CapturedWebhooksTests.class.getResourceAsStream("/waha-payloads/" + file)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where the two differ. Inside raw data the fake may tell more than the capture, whose test messages were bare; anywhere
     * else it may not.
     */
    private static Set<String> differences(
            String path, JsonNode captured, JsonNode sent, boolean raw, Set<String> otherwise) {
        Set<String> found = new TreeSet<>();
        if (captured.getNodeType() != sent.getNodeType()) {
            found.add(path + ": " + captured + " / " + sent);
        } else if (captured.isObject()) {
            Set<String> names = new TreeSet<>();
            captured.fieldNames().forEachRemaining(names::add);
            if (!raw) {
                sent.fieldNames().forEachRemaining(names::add);
            }
            for (String name : names) {
                String inner = path + "/" + name;
                if (!LEFT_OUT.contains(inner)) {
                    found.addAll(differences(
                            inner, captured.path(name), sent.path(name), raw || name.equals("_data"), otherwise));
                }
            }
        } else if (captured.isArray() && captured.size() == sent.size()) {
            for (int i = 0; i < captured.size(); i++) {
                found.addAll(differences(path, captured.get(i), sent.get(i), raw, otherwise));
            }
        } else if (!VOLATILE.contains(path) && !otherwise.contains(path) && !isSameValue(captured, sent)) {
            found.add(path + ": " + captured + " / " + sent);
        }
        return found;
    }

    private static boolean isSameValue(JsonNode one, JsonNode other) {
        return one.isNumber() ? one.asDouble() == other.asDouble() : one.equals(other);
    }
}
