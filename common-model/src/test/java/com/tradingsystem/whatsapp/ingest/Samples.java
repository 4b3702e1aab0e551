package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.ContactSighting;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.JsonText;
import com.tradingsystem.whatsapp.event.LidLink;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Events as a reader would hand them over. */
final class Samples {

    static final SessionName SESSION = new SessionName("main");
    static final Jid.Person ME = new Jid.Person("15550001111");
    static final Jid.Person ANA = new Jid.Person("5511987654321");
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final AtomicLong EVENTS = new AtomicLong();

    private Samples() {}

    static RawEvent raw() {
        return new RawEvent("{\"event\":\"message\"}".getBytes(StandardCharsets.UTF_8), "request", NOON);
    }

    static Envelope envelope(@Nullable SessionName session, @Nullable String eventId, Instant at) {
        return new Envelope(eventId, "message.any", session, "NOWEB", "2026.7.1", new Account(ME, null, "Sales"), at);
    }

    static String eventId() {
        return "evt_%026d".formatted(EVENTS.incrementAndGet());
    }

    static Understood told(InboundEvent event) {
        return told(NOON, event);
    }

    static Understood told(Instant at, InboundEvent event) {
        return told(SESSION, at, event);
    }

    static Understood told(SessionName session, Instant at, InboundEvent event) {
        return told(session, at, event, List.of());
    }

    static Understood told(SessionName session, Instant at, InboundEvent event, List<LidLink> links) {
        return new Understood(
                envelope(session, eventId(), at),
                Provenance.WEBHOOK,
                List.of(event),
                links,
                List.<ContactSighting>of(),
                Set.of());
    }

    /** A text from Ana. */
    static MessageSeen text(String coreId, String body) {
        return text("false_" + ANA.value() + "_" + coreId, ANA, NOON, body);
    }

    static MessageSeen text(String messageId, Jid sender, Instant timestamp, String body) {
        return new MessageSeen(observed(messageId, sender, timestamp, new MessageContent.Text(body)));
    }

    static ObservedMessage observed(String messageId, Jid sender, Instant timestamp, MessageContent content) {
        MessageId id = Objects.requireNonNull(MessageId.parse(messageId));
        return new ObservedMessage(
                id,
                timestamp,
                false,
                sender,
                id.fromMe() ? id.chat() : ME,
                content,
                id.fromMe() ? Ack.SERVER : Ack.DEVICE,
                null,
                new ObservedMessage.Attributes(false, "app", null),
                new JsonText("{\"key\": {\"id\": \"" + id.coreId() + "\"}}"));
    }
}
