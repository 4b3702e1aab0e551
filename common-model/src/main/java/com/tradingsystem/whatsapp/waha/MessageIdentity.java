package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Which message a payload is about, and who sent it to whom.
 *
 * <p>Engines fill {@code from} and {@code to} each in their own way, but the chat is always the second part of the
 * id. The author is the participant where one is named; else the account for its own messages and the chat for all
 * others.
 */
record MessageIdentity(MessageId id, Jid sender, @Nullable Jid recipient) {

    /** The account as author of an own message, where nothing tells its address. */
    static final Jid SOME_ACCOUNT = new Jid.Other("@me");

    /**
     * Reads the identity of a message, an edit, a reaction: of anything that has an id of its own.
     *
     * @param raw what the engine's own message says, for what WAHA's fields leave open
     * @return null if there is no usable core id or chat
     */
    static @Nullable MessageIdentity read(Json payload, RawKey raw, Account me) {
        Jid from = payload.get("from").jid();
        Jid to = payload.get("to").jid();
        RawKey stated = RawKey.read(payload.get("id"));
        RawKey key = stated.or(raw);
        boolean fromMe = fromMe(stated, payload, raw, me.is(from));
        Jid chat = key.chat() == null ? chat(from, to, fromMe, me) : key.chat();
        String coreId = key.coreId();
        if (chat == null || coreId == null) {
            return null;
        }
        Jid participant = payload.get("participant").jid();
        if (participant == null) {
            participant = key.participant() == null ? payload.get("author").jid() : key.participant();
        }
        MessageId id = MessageId.parse(payload.get("id").text());
        if (id == null) {
            id = MessageId.of(fromMe, chat, coreId, isShared(chat) ? participant : null);
        }
        Jid sender = fromMe ? own(me, participant, from, chat) : participant == null ? chat : participant;
        return id == null ? null : new MessageIdentity(id, sender, recipient(chat, fromMe, to, me));
    }

    /** Whether more than two parties read a chat, so that its messages name their author. */
    static boolean isShared(Jid chat) {
        return chat instanceof Jid.Group || chat instanceof Jid.Broadcast || chat instanceof Jid.Channel;
    }

    Jid chat() {
        return id.chat();
    }

    private static boolean fromMe(RawKey stated, Json payload, RawKey raw, boolean fromAccount) {
        if (stated.fromMe() != null) {
            return stated.fromMe();
        }
        Boolean flag = payload.get("fromMe").flag();
        if (flag != null) {
            return flag;
        }
        return raw.fromMe() == null ? fromAccount : raw.fromMe();
    }

    /**
     * The chat of a message whose id does not tell: the shared one of the two, else the side that is not the account.
     */
    private static @Nullable Jid chat(@Nullable Jid from, @Nullable Jid to, boolean fromMe, Account me) {
        if (from != null && isShared(from)) {
            return from;
        }
        if (to != null && (isShared(to) || (fromMe && !me.is(to)))) {
            return to;
        }
        return from;
    }

    private static Jid own(Account me, @Nullable Jid participant, @Nullable Jid from, Jid chat) {
        if (me.address() != null) {
            return me.address();
        }
        if (participant != null) {
            return participant;
        }
        return from == null || from.equals(chat) ? SOME_ACCOUNT : from;
    }

    private static @Nullable Jid recipient(Jid chat, boolean fromMe, @Nullable Jid to, Account me) {
        if (fromMe || isShared(chat)) {
            return chat;
        }
        if (me.address() != null) {
            return me.address();
        }
        return to == null || to.equals(chat) ? null : to;
    }
}
