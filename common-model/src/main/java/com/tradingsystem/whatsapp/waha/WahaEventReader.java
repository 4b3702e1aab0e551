package com.tradingsystem.whatsapp.waha;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.event.Reading.Malformed;
import com.tradingsystem.whatsapp.event.Reading.Unrecognised;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.waha.dialect.EngineDialect;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.Sanitized;
import com.tradingsystem.whatsapp.waha.json.Times;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads WAHA's webhook bodies, of every engine and in both envelope forms, and the messages of its history.
 *
 * <p>Stateless; safe for use by many threads. Takes time and memory linear in the input, whatever that is. All texts
 * and JSON that come out can be stored by PostgreSQL.
 */
public final class WahaEventReader {

    private static final Logger log = LoggerFactory.getLogger(WahaEventReader.class);

    /**
     * Reads one delivery. Never throws for anything the bytes hold: what is JSON but cannot be read is {@link
     * Unrecognised}, and only what is not even an object is {@link Malformed}.
     */
    public Reading read(RawEvent raw) {
        WebhookBody body;
        try {
            body = WebhookBody.parse(raw.body());
        } catch (WebhookBody.MalformedBody e) {
            return new Malformed(e.reason());
        }
        Set<Flag> flags = body.flags();
        Envelope envelope = EnvelopeReader.read(body, raw.receivedAt(), flags);
        Consumer<Delivery> reader = EventNames.readerOf(envelope.event());
        String obstacle = obstacle(body, envelope, reader);
        if (reader == null || obstacle != null) {
            return new Unrecognised(envelope, obstacle == null ? "unknown event" : obstacle, flags);
        }
        Json payload = body.payload();
        Delivery delivery = new Delivery(
                envelope,
                EngineDialect.of(envelope.engine(), payload),
                payload,
                raw.receivedAt(),
                Provenance.WEBHOOK,
                new ReadingBuilder(envelope.me(), flags));
        return read(delivery, reader);
    }

    /**
     * Reads one message as WAHA's REST interface gives it; the outcome differs from that of a webhook only in its
     * provenance and in having no event's name and id.
     *
     * @param engine as WAHA names it
     * @param me the account behind the session, as far as known
     * @param message one element of the answer to {@code GET /api/{session}/chats/{chat}/messages}
     * @param now when it was asked for
     */
    public Reading readHistory(
            SessionName session, @Nullable String engine, Account me, JsonNode message, Instant now) {
        return readHistory(session, engine, me, Sanitized.of(message), now);
    }

    /** The same for a message that came through the gate already. */
    public Reading readHistory(
            SessionName session, @Nullable String engine, Account me, Sanitized message, Instant now) {
        Envelope envelope = new Envelope(null, "", session, engine, null, me, Times.storable(now));
        Json payload = message.json();
        Set<Flag> flags = message.flags();
        if (!payload.isObject()) {
            return new Unrecognised(envelope, "message is no object", flags);
        }
        Delivery delivery = new Delivery(
                envelope,
                EngineDialect.of(engine, payload),
                payload,
                now,
                Provenance.HISTORY,
                new ReadingBuilder(me, flags));
        return read(delivery, HistoryReader::read);
    }

    private static @Nullable String obstacle(WebhookBody body, Envelope envelope, @Nullable Consumer<Delivery> reader) {
        if (body.problem() != null) {
            return body.problem();
        }
        if (reader == null) {
            return envelope.event().isEmpty() ? "no event name" : "unknown event";
        }
        if (envelope.session() == null) {
            return "no usable session name";
        }
        return body.payload().isObject() || EventNames.isMerelyNoted(envelope.event()) ? null : "payload is no object";
    }

    private static Reading read(Delivery delivery, Consumer<Delivery> reader) {
        try {
            reader.accept(delivery);
            return delivery.findings().conclude(delivery.envelope(), delivery.provenance());
        } catch (RuntimeException e) {
            return failed(delivery, e);
        }
    }

    /** A mistake of ours must not cost the event: kept verbatim, it is read again by a version without the mistake. */
    private static Unrecognised failed(Delivery delivery, RuntimeException mistake) {
        String name = mistake.getClass().getSimpleName();
        log.warn("Reading {} failed with {}", delivery.envelope().event(), name);
        log.debug("The failure of the reader", mistake);
        Set<Flag> flags = delivery.findings().flags();
        return new Unrecognised(delivery.envelope(), "reader failed: " + name, flags);
    }
}
