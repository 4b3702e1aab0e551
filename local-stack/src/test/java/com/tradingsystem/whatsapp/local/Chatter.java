package com.tradingsystem.whatsapp.local;

import com.tradingsystem.whatsapp.local.phone.Account;
import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.History;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import com.tradingsystem.whatsapp.local.waha.FakeSession;
import com.tradingsystem.whatsapp.local.waha.FakeWaha;
import com.tradingsystem.whatsapp.local.waha.FakeWahaSettings;
import com.tradingsystem.whatsapp.local.waha.SessionStatus;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import com.tradingsystem.whatsapp.local.waha.dialect.WahaVersion;
import com.tradingsystem.whatsapp.local.waha.webhook.Delivery;
import com.tradingsystem.whatsapp.local.waha.webhook.Pace;
import com.tradingsystem.whatsapp.local.waha.webhook.Retries;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookTarget;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Talks without end, many deliveries at once, and tries each until it is answered with 2xx. Knows what was acknowledged and how
 * every message has to look in the end.
 */
final class Chatter implements AutoCloseable {

    static final String SESSION = "crash";

    private static final int AT_ONCE = 150;
    private static final List<String> EVENTS = List.of(
            "message.any", "message.ack", "message.reaction", "message.edited", "message.revoked", "session.status");

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, Expected> expected = new ConcurrentHashMap<>();
    private final SplittableRandom random = new SplittableRandom();
    private final Person me = Person.of("5511900000001", "210000000000001", "Loja");
    private final List<Person> people = List.of(
            Person.of("5511900000010", "210000000000010", "Ana"), Person.of("5511900000011", "210000000000011", "Bia"));
    private final FakeWaha waha;
    private final FakeSession session;
    private final Thread thread = Thread.ofPlatform().daemon().name("chatter").unstarted(this::talk);
    private volatile boolean talking = true;

    /** How a message has to look once all its events have arrived. */
    record Expected(
            String chat,
            String body,
            boolean revoked,
            int ack,
            @Nullable String reaction) {}

    Chatter(URI webhooks, String token) {
        Retries stubborn = new Retries(Retries.Policy.CONSTANT, 0.3, 100_000);
        WebhookTarget target = new WebhookTarget(webhooks, EVENTS, null, stubborn, Map.of("X-Whatsapp-Token", token));
        waha = FakeWaha.start(new FakeWahaSettings(
                0,
                "key",
                WahaVersion.V2026_7_1,
                Set.of(),
                null,
                Duration.ZERO,
                List.of(),
                message -> null,
                Pace.REAL,
                InstantSource.system(),
                this::delivered));
        Account account = new Account(me, people, List.of(), Map.of());
        session = waha.add(SESSION, Engine.NOWEB, account, History.EMPTY, List.of(target));
        session.become(SessionStatus.WORKING);
        thread.start();
    }

    /** The ids of all events that were answered with 2xx so far. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    Map<String, Expected> expected() {
        return Map.copyOf(expected);
    }

    /** Says nothing more and waits until everything that was said has been acknowledged. */
    void finish(Duration longest) throws InterruptedException {
        talking = false;
        thread.join();
        long deadline = System.nanoTime() + longest.toNanos();
        while (waha.deliveriesUnderWay() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(waha.deliveriesUnderWay() + " events are still not acknowledged");
            }
            Thread.sleep(50);
        }
    }

    private void delivered(Delivery delivery) {
        if (delivery.delivered()) {
            acknowledged.add(delivery.eventId());
        }
    }

    private void talk() {
        for (int i = 0; talking; i++) {
            say("3EB0" + String.format("%016X", (long) i));
            while (talking && waha.deliveriesUnderWay() > AT_ONCE) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void say(String coreId) {
        Person peer = people.get(random.nextInt(people.size()));
        boolean own = random.nextBoolean();
        Message message = Message.of(
                coreId,
                peer.jid(),
                own ? me : peer,
                own,
                false,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                new Content.Text("text of " + coreId));
        Expected plain = new Expected(peer.jid(), "text of " + coreId, false, own ? 1 : 2, null);
        int dice = random.nextInt(10);
        boolean beforeItsMessage = random.nextInt(4) == 0;
        if (!beforeItsMessage) {
            session.post(message);
        }
        if (dice == 0) {
            session.edit(message, "E" + coreId, "another text");
            expected.put(coreId, new Expected(plain.chat(), "another text", false, plain.ack(), null));
        } else if (dice == 1) {
            session.revoke(message, "R" + coreId);
            expected.put(coreId, new Expected(plain.chat(), plain.body(), true, plain.ack(), null));
        } else if (dice == 2) {
            session.react(message, new Message.Reaction("L" + coreId, peer, "❤️", Instant.now()));
            expected.put(coreId, new Expected(plain.chat(), plain.body(), false, plain.ack(), "❤️"));
        } else if (dice < 6 && own) {
            session.acknowledge(message, peer, 3);
            expected.put(coreId, new Expected(plain.chat(), plain.body(), false, 3, null));
        } else {
            expected.put(coreId, plain);
        }
        if (beforeItsMessage) {
            session.post(message);
        }
    }

    @Override
    public void close() {
        talking = false;
        waha.close();
    }
}
