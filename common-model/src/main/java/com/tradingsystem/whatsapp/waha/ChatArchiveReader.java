package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent.ChatArchived;
import com.tradingsystem.whatsapp.identity.Jid;

/** {@code chat.archive}, on WEBJS only. Its time is that of the chat's last message, so the envelope's is taken. */
final class ChatArchiveReader {

    private ChatArchiveReader() {}

    static void read(Delivery delivery) {
        Jid chat = delivery.payload().get("id").jid();
        Boolean archived = delivery.payload().get("archived").flag();
        if (chat == null || archived == null) {
            delivery.findings().lacks(chat == null ? "chat" : "word on whether it was archived");
            return;
        }
        delivery.findings().add(new ChatArchived(chat, archived, delivery.occurredAt()));
        delivery.findings().sighted(chat, delivery.occurredAt());
    }
}
