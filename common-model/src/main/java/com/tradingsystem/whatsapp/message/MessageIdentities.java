package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides which messages are the same one, by what is known of addresses now. */
public record MessageIdentities(Addresses addresses) {

    /** The key of a message as it was seen. */
    MessageKey of(SessionName session, ObservedMessage seen) {
        Jid chat = seen.id().chat();
        return key(session, chat, seen.id().coreId(), seen.id().fromMe(), author(seen));
    }

    /** The key that a stored message has by now. */
    public MessageKey of(KeyRow stored) {
        return key(stored.session(), stored.chat(), stored.coreId(), stored.fromMe(), stored.author());
    }

    private MessageKey key(SessionName session, Jid chat, String coreId, boolean fromMe, @Nullable Jid author) {
        Jid permanent = fromMe || author == null ? null : addresses.permanent(session, author);
        return new MessageKey(session, addresses.canonical(session, chat), coreId, fromMe, permanent);
    }

    /** Who wrote a message, as told. In a direct chat that is the other side, whatever engines write; a channel is not a person. */
    static @Nullable Jid author(ObservedMessage seen) {
        Jid chat = seen.id().chat();
        Jid sender = seen.sender();
        if (seen.id().fromMe()) {
            return null;
        }
        return switch (chat) {
            case Jid.Channel c -> null;
            case Jid.Group g -> sender.equals(chat) ? null : sender;
            case Jid.Broadcast b -> sender.equals(chat) ? null : sender;
            case Jid.Person p -> chat;
            case Jid.Lid l -> chat;
            case Jid.Other o -> chat;
        };
    }

    /**
     * Finds the author of messages without one: where exactly one author's message in the chat has the core id, it is
     * that one.
     *
     * @return for each such message the one it is; those that stay on their own are left out
     */
    static Map<MessageKey, MessageKey> attributed(Collection<MessageKey> keys) {
        Map<MessageKey, MessageKey> attributed = new HashMap<>();
        for (MessageKey unnamed : keys) {
            if (unnamed.isUnnamed()) {
                List<MessageKey> named = keys.stream()
                        .filter(key -> !key.fromMe() && key.author() != null)
                        .filter(key -> key.ref().equals(unnamed.ref()))
                        .distinct()
                        .toList();
                if (named.size() == 1) {
                    attributed.put(unnamed, named.getFirst());
                }
            }
        }
        return attributed;
    }
}
