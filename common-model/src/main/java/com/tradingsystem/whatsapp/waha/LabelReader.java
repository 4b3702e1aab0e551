package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent.ChatLabelled;
import com.tradingsystem.whatsapp.event.InboundEvent.LabelChanged;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.json.Json;

/** {@code label.*}, of business accounts. None of these events has a time of its own. */
final class LabelReader {

    private static final int LONGEST_ID = 100;
    private static final int LONGEST_NAME = 500;

    private LabelReader() {}

    /** {@code label.upsert} and {@code label.deleted}. */
    static void read(Delivery delivery, boolean deleted) {
        Json label = delivery.payload();
        String id = label.get("id").text(LONGEST_ID);
        if (id == null) {
            delivery.findings().lacks("label id");
            return;
        }
        add(delivery, id, label, deleted);
    }

    /** {@code label.chat.added} and {@code label.chat.deleted}; on WPP the only events that tell the label's name. */
    static void readChat(Delivery delivery, boolean added) {
        Json payload = delivery.payload();
        String id = payload.get("labelId").text(LONGEST_ID);
        Jid chat = payload.get("chatId").jid();
        if (id == null || chat == null) {
            delivery.findings().lacks(id == null ? "label id" : "chat");
            return;
        }
        delivery.findings().add(new ChatLabelled(id, chat, added, delivery.occurredAt()));
        delivery.findings().sighted(chat, delivery.occurredAt());
        if (payload.get("label").get("name").isThere()) {
            add(delivery, id, payload.get("label"), false);
        }
    }

    private static void add(Delivery delivery, String id, Json label, boolean deleted) {
        delivery.findings()
                .add(new LabelChanged(
                        id,
                        label.get("name").text(LONGEST_NAME),
                        label.get("colorHex", "hexColor").text(LONGEST_ID),
                        deleted,
                        delivery.occurredAt()));
    }
}
