package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.ContactSighting;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.waha.dialect.LidPairs;
import com.tradingsystem.whatsapp.waha.json.StorableText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the readers of one delivery found out so far. */
final class ReadingBuilder {

    private static final int LONGEST_NAME = 500;

    private final List<InboundEvent> events = new ArrayList<>();
    private final Map<Jid, ContactSighting> contacts = new LinkedHashMap<>();
    private final LidPairs pairs;
    private final Set<Flag> flags;
    private @Nullable String missing;

    ReadingBuilder(Account me, Set<Flag> flags) {
        this.pairs = new LidPairs(me);
        this.flags = flags.isEmpty() ? EnumSet.noneOf(Flag.class) : EnumSet.copyOf(flags);
    }

    void add(InboundEvent event) {
        events.add(event);
    }

    /** The event lacks something without which it says nothing. */
    void lacks(String what) {
        missing = what;
    }

    void flag(Flag flag) {
        flags.add(flag);
    }

    Set<Flag> flags() {
        return flags;
    }

    boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /** The message that was seen in the delivery, if one was. */
    @Nullable
    MessageId message() {
        return events.stream()
                .map(event -> event instanceof MessageSeen seen ? seen.message().id() : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    LidPairs pairs() {
        return pairs;
    }

    void sighted(@Nullable Jid contact, Instant at) {
        sighted(contact, null, null, at);
    }

    /** Notes a contact; what is already known of it stays, what is not is filled in. */
    void sighted(@Nullable Jid contact, @Nullable String pushName, @Nullable String name, Instant at) {
        if (contact == null || contact.equals(MessageIdentity.SOME_ACCOUNT)) {
            return;
        }
        ContactSighting before = contacts.get(contact);
        String knownPushName = before == null ? null : before.pushName();
        String knownName = before == null ? null : before.name();
        contacts.put(
                contact,
                new ContactSighting(
                        contact,
                        knownPushName == null ? name(pushName) : knownPushName,
                        knownName == null ? name(name) : knownName,
                        before != null && before.at().isAfter(at) ? before.at() : at));
    }

    /**
     * Notes author and chat of something. In a direct chat, what is not from the account is from the other side, so
     * that the two may be the two addresses of one person.
     */
    void sighted(MessageIdentity identity, @Nullable String pushName, Instant at) {
        sighted(identity.sender(), pushName, null, at);
        sighted(identity.chat(), at);
        if (!identity.id().fromMe() && !MessageIdentity.isShared(identity.chat())) {
            pairs.add(identity.chat(), identity.sender());
        }
    }

    private static @Nullable String name(@Nullable String name) {
        return name == null || name.isBlank() ? null : StorableText.start(name.strip(), LONGEST_NAME);
    }

    /** The end of reading what need not hold an event. */
    Reading.Understood understood(Envelope envelope, Provenance provenance) {
        return new Reading.Understood(
                envelope, provenance, events, pairs.links(), List.copyOf(contacts.values()), flags);
    }

    /** The end of reading. */
    Reading conclude(Envelope envelope, Provenance provenance) {
        if (pairs.isDoubtful()) {
            flag(Flag.PARTIAL);
        }
        if (events.isEmpty()) {
            return new Reading.Unrecognised(envelope, missing == null ? "nothing to read" : "no " + missing, flags);
        }
        return understood(envelope, provenance);
    }
}
