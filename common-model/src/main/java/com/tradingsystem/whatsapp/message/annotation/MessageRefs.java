package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.Stamped;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageRef;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which message an event is about, and how to ask the tables for it. */
public final class MessageRefs {

    /** The columns by which tables name a message. */
    public static final Columns<MessageRef> COLUMNS = Columns.<MessageRef>of()
            .text("session_name", r -> r.session().value())
            .text("chat_id", r -> r.chat().value())
            .text("core_id", MessageRef::coreId)
            .build();

    private MessageRefs() {}

    /** The message an event is about, under its chat's canonical address; null if it is about none. */
    public static @Nullable MessageRef of(Stamped<InboundEvent> stamped, Addresses addresses) {
        InboundEvent.Subject subject = stamped.value().about();
        return subject == null || subject.coreId() == null
                ? null
                : of(stamped.session(), subject.chat(), subject.coreId(), addresses);
    }

    /** The message with a core id in a chat, under the chat's canonical address. */
    public static MessageRef of(SessionName session, Jid chat, String coreId, Addresses addresses) {
        return new MessageRef(session, addresses.canonical(session, chat), coreId);
    }

    /** The same messages under every address of their chats: rows may be under any of them. */
    public static List<MessageRef> everywhere(Collection<MessageRef> refs, Addresses addresses) {
        return refs.stream()
                .flatMap(ref -> addresses.all(ref.session(), ref.chat()).stream()
                        .map(chat -> new MessageRef(ref.session(), chat, ref.coreId())))
                .distinct()
                .toList();
    }
}
