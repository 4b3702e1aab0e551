package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.InboundEvent.Acknowledged;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.dialect.EngineDialect;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code message.ack} and {@code message.ack.group}: a message got further on its way. */
final class AckReader {

    private AckReader() {}

    static void read(Delivery delivery) {
        Json payload = delivery.payload();
        EngineDialect dialect = delivery.dialect();
        Json message = dialect.message(payload);
        // Never _data.MessageIDs: GOWS makes one event per message out of a receipt and repeats the receipt in each.
        MessageIdentity identity = MessageIdentity.read(payload, dialect.key(message), delivery.me());
        Ack ack = level(payload);
        if (identity == null || ack == null) {
            delivery.findings().lacks(identity == null ? "usable message id or chat" : "known ack");
            return;
        }
        Map<Ack, Json> times = dialect.acknowledgedAt(payload, ack);
        add(delivery, identity, ack, times.getOrDefault(ack, Json.NOTHING));
        times.forEach((further, at) -> {
            if (further.level() > ack.level()) {
                add(delivery, identity, further, at);
            }
        });
        delivery.findings().sighted(identity.chat(), delivery.occurredAt());
        dialect.collectPairs(message, delivery.findings().pairs());
    }

    /** The ack of a message; null if WAHA does not know it, or uses one that is not on the scale. */
    static @Nullable Ack level(Json payload) {
        Long level = payload.get("ack").whole();
        if (level != null) {
            return level >= Ack.ERROR.level() && level <= Ack.PLAYED.level() ? Ack.ofLevel(level.intValue()) : null;
        }
        String name = payload.get("ackName").text();
        for (Ack ack : Ack.values()) {
            if (ack.name().equals(name)) {
                return ack;
            }
        }
        return null;
    }

    private static void add(Delivery delivery, MessageIdentity identity, Ack ack, Json at) {
        delivery.findings()
                .add(new Acknowledged(
                        identity.id().coreId(),
                        identity.chat(),
                        participant(delivery, identity),
                        ack,
                        delivery.time(at)));
    }

    /** Own messages are acknowledged by others, and messages of others by the account on one of its own devices. */
    private static @Nullable Jid participant(Delivery delivery, MessageIdentity identity) {
        if (!identity.id().fromMe()) {
            return delivery.me().address();
        }
        if (!MessageIdentity.isShared(identity.chat())) {
            return identity.chat();
        }
        Jid reader = delivery.dialect().acknowledger(delivery.payload());
        return delivery.me().is(reader) ? null : reader;
    }
}
