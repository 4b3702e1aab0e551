package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.dialect.EngineDialect;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code message.revoked}: a message was deleted for everyone. Its {@code after} is the act of deletion, a message of
 * its own in most engines; its {@code before}, if there at all, may be the wrong message.
 */
final class RevocationReader {

    private RevocationReader() {}

    static void read(Delivery delivery) {
        Json payload = delivery.payload();
        EngineDialect dialect = delivery.dialect();
        Json before = payload.get("before");
        Json after = payload.get("after");
        if (named(after, dialect).coreId() == null && before.isThere()) {
            after = before;
        }
        Json message = dialect.message(after).or(payload.get("_data"));
        RawKey revoked = RawKey.read(payload.get("revokedMessageId"))
                .or(dialect.revoked(payload))
                .or(named(before, dialect));
        RawKey deed = dialect.key(message).or(RawKey.read(after)).or(revoked.withoutAuthor());
        MessageIdentity identity = MessageIdentity.read(after, deed, delivery.me());
        if (identity == null || revoked.coreId() == null) {
            delivery.findings().lacks(identity == null ? "usable message id or chat" : "message that was deleted");
            return;
        }
        Instant at = delivery.time(dialect.revokedAt(payload));
        Jid revoker = revoker(identity);
        delivery.findings()
                .add(new Revoked(
                        revoked.coreId(), identity.chat(), identity.id().fromMe(), revoker, at));
        delivery.findings().sighted(revoker, dialect.pushName(message), null, at);
        delivery.findings().sighted(identity.chat(), at);
        dialect.collectPairs(message, delivery.findings().pairs());
    }

    /** Which message one of the two is, be it a whole message or a mere key. */
    private static RawKey named(Json message, EngineDialect dialect) {
        return RawKey.read(message.get("id"))
                .or(dialect.key(dialect.message(message)))
                .or(RawKey.read(message));
    }

    private static @Nullable Jid revoker(MessageIdentity identity) {
        return MessageIdentity.isShared(identity.sender()) ? null : identity.sender();
    }
}
