package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.Told;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be written to messages, before it is known under which address everybody is to be kept: the first half of
 * a write has looked at what is stored, the second waits for {@link com.tradingsystem.whatsapp.identity.Addresses}.
 */
public final class MessageDraft {

    private final List<Told<InboundEvent>> told;
    private final Set<CoreRef> touched;
    private final Map<MessageKey, KeyRow> keys;
    private final Map<MessageKey, StoredMessage> stored;
    private final Set<SamePerson> samePersons;
    private final Pipeline.@Nullable Answer<Map.Entry<CoreRef, Aftermath>> aftermaths;

    MessageDraft(
            List<Told<InboundEvent>> told,
            Set<CoreRef> touched,
            Map<MessageKey, KeyRow> keys,
            Map<MessageKey, StoredMessage> stored,
            Set<SamePerson> samePersons,
            Pipeline.@Nullable Answer<Map.Entry<CoreRef, Aftermath>> aftermaths) {
        this.told = told;
        this.touched = touched;
        this.keys = keys;
        this.stored = stored;
        this.samePersons = samePersons;
        this.aftermaths = aftermaths;
    }

    /** Who turned out to be the same person, because a message was seen under both addresses. */
    public Set<SamePerson> samePersons() {
        return samePersons;
    }

    /** The hidden ids that stored rows still show, whose phone numbers the second half has to know. */
    public Set<SessionLid> lids() {
        Set<SessionLid> lids = new HashSet<>();
        stored.forEach((key, message) -> message.row().lids().forEach(jid -> {
            if (jid instanceof Jid.Lid lid) {
                lids.add(new SessionLid(key.session(), lid));
            }
        }));
        return lids;
    }

    /** How many messages are looked at. */
    public int size() {
        return touched.size();
    }

    List<Told<InboundEvent>> told() {
        return told;
    }

    /** What other events said of the messages; null where these events add to it. */
    Pipeline.@Nullable Answer<Map.Entry<CoreRef, Aftermath>> aftermaths() {
        return aftermaths;
    }

    Set<CoreRef> touched() {
        return touched;
    }

    Map<MessageKey, KeyRow> keys() {
        return keys;
    }

    Map<MessageKey, StoredMessage> stored() {
        return stored;
    }

    /** The messages that were seen, each under all of its full ids, those on disk included. */
    static Map<MessageKey, Set<String>> fullIds(List<Told<InboundEvent>> told, Map<MessageKey, StoredMessage> stored) {
        Map<MessageKey, Set<String>> ids = new HashMap<>();
        for (Told<InboundEvent> one : told) {
            if (one.fact() instanceof InboundEvent.MessageSeen seen) {
                MessageKey key = keyOf(one.session(), seen);
                Set<String> known = ids.computeIfAbsent(key, k -> new HashSet<>());
                known.add(seen.message().id().text());
                StoredMessage message = stored.get(key);
                if (message != null) {
                    known.add(message.row().content().messageId());
                }
            }
        }
        return ids;
    }

    static MessageKey keyOf(SessionName session, InboundEvent.MessageSeen seen) {
        return new MessageKey(
                session, seen.message().id().coreId(), seen.message().id().fromMe());
    }
}
