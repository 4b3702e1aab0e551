package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.waha.content.MediaReader;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.dialect.EngineDialect;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code message.edited}: a message got another text. Its {@code id} is that of the edit, not that of the message. */
final class EditReader {

    private EditReader() {}

    static void read(Delivery delivery) {
        Json payload = delivery.payload();
        EngineDialect dialect = delivery.dialect();
        Json message = dialect.message(payload);
        RawKey edited = RawKey.read(payload.get("editedMessageId")).or(dialect.edited(payload));
        MessageIdentity identity =
                MessageIdentity.read(payload, dialect.key(message).or(edited), delivery.me());
        if (identity == null || edited.coreId() == null) {
            delivery.findings().lacks(identity == null ? "usable message id or chat" : "message that was edited");
            return;
        }
        MessageId id = identity.id();
        Instant at = delivery.time(dialect.editedAt(payload));
        delivery.findings()
                .add(new Edited(
                        edited.coreId(),
                        id.coreId(),
                        identity.chat(),
                        id.fromMe(),
                        identity.sender(),
                        body(payload, dialect),
                        at));
        delivery.findings().sighted(identity, dialect.pushName(message), at);
        dialect.collectPairs(message, delivery.findings().pairs());
    }

    /**
     * The new text; empty where a file was left without its caption.
     *
     * @return null for an edit that WAHA could not decrypt
     */
    private static @Nullable String body(Json payload, EngineDialect dialect) {
        MessageContent content = dialect.content(dialect.message(payload)).content();
        boolean isOfFile = content instanceof Media || MediaReader.isTold(payload);
        for (Json told : List.of(payload.get("body"), payload.get("_data").get("newBody"))) {
            String body = isOfFile ? MediaReader.caption(told) : told.text();
            if (body != null) {
                return body;
            }
        }
        return content.body() == null && isOfFile ? "" : content.body();
    }
}
