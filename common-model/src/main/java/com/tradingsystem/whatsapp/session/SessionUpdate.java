package com.tradingsystem.whatsapp.session;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.InboundEvent.SessionChanged;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a session. {@link #merge} is commutative, associative and idempotent: of everything the newest holds.
 *
 * @param lastEventAt arrival of the newest event
 * @param lastHeartbeatAt the newest word that the session is alive
 */
public record SessionUpdate(
        SessionName session,
        @Nullable Status status,
        @Nullable Instant connectedAt,
        @Nullable Instant disconnectedAt,
        @Nullable Owner owner,
        @Nullable Engine engine,
        @Nullable Instant lastEventAt,
        @Nullable Instant lastHeartbeatAt) {

    /** How the session is doing, by WAHA's word. */
    record Status(String wahaStatus, Instant at) {}

    /** The WhatsApp account behind the session. */
    record Owner(
            String address,
            @Nullable String lid,
            @Nullable String phone,
            @Nullable String name,
            Instant at) {}

    /** The engine that serves the session. */
    record Engine(String name, @Nullable String version, Instant at) {}

    /** Nothing but that the session exists. */
    public static SessionUpdate of(SessionName session) {
        return new SessionUpdate(session, null, null, null, null, null, null, null);
    }

    /** What an envelope tells of the session it names. */
    public static SessionUpdate of(SessionName session, Envelope envelope) {
        Instant at = kept(envelope.occurredAt());
        return new SessionUpdate(session, null, null, null, owner(envelope.me(), at), engine(envelope, at), null, null);
    }

    /** What a change of state tells. */
    public static SessionUpdate of(SessionName session, SessionChanged change) {
        Instant at = kept(change.at());
        String status = SessionStatus.of(change.status());
        return new SessionUpdate(
                session,
                new Status(change.status(), at),
                SessionStatus.isConnected(status) ? at : null,
                SessionStatus.isDisconnected(status) ? at : null,
                null,
                null,
                null,
                SessionStatus.isConnected(status) ? at : null);
    }

    /** That something arrived from the session. */
    public SessionUpdate eventAt(Instant arrival) {
        Instant at = kept(arrival);
        return merge(new SessionUpdate(session, null, null, null, null, null, at, at));
    }

    /** Both together, by the rules of the table. */
    public SessionUpdate merge(SessionUpdate other) {
        return new SessionUpdate(
                session,
                winner("status", other).status,
                winner("connected_at", other).connectedAt,
                winner("disconnected_at", other).disconnectedAt,
                winner("whatsapp_id", other).owner,
                winner("engine", other).engine,
                winner("last_event_at", other).lastEventAt,
                winner("last_heartbeat_at", other).lastHeartbeatAt);
    }

    private SessionUpdate winner(String column, SessionUpdate other) {
        return SessionWriter.TABLE.winner(column, this, other);
    }

    /** Whether a reader could tell the difference to {@code before}, if times that only grow are left out. */
    public boolean showsMoreThan(SessionUpdate before) {
        return !shown().equals(before.shown());
    }

    private List<@Nullable String> shown() {
        return Arrays.asList(
                status == null ? null : status.wahaStatus,
                owner == null ? null : owner.address,
                owner == null ? null : owner.lid,
                owner == null ? null : owner.name,
                engine == null ? null : engine.name,
                engine == null ? null : engine.version);
    }

    private static @Nullable Owner owner(Account me, Instant at) {
        return me.address() == null
                ? null
                : new Owner(
                        me.address().value(),
                        me.lid() == null ? null : me.lid().value(),
                        me.phone() == null ? null : me.phone().phoneNumber(),
                        me.pushName(),
                        at);
    }

    private static @Nullable Engine engine(Envelope envelope, Instant at) {
        return envelope.engine() == null ? null : new Engine(envelope.engine(), envelope.wahaVersion(), at);
    }

    private static Instant kept(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
