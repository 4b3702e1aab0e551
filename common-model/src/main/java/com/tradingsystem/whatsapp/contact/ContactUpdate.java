package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.DatabaseOrder;
import com.tradingsystem.whatsapp.batch.Timestamps;
import com.tradingsystem.whatsapp.event.ContactSighting;
import com.tradingsystem.whatsapp.event.InboundEvent.ChatArchived;
import com.tradingsystem.whatsapp.event.InboundEvent.GroupDescribed;
import com.tradingsystem.whatsapp.event.Stamp;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What one event says of a contact. {@link #merge} is commutative, associative and idempotent: the newest value of every part wins. */
record ContactUpdate(
        SessionName session,
        Jid address,
        @Nullable NewestText name,
        @Nullable NewestText pushName,
        @Nullable NewestText groupName,
        @Nullable NewestText description,
        @Nullable Owner owner,
        @Nullable Archived archived,
        Instant firstSeen,
        Instant lastSeen) {

    ContactUpdate {
        firstSeen = Timestamps.kept(firstSeen);
        lastSeen = Timestamps.kept(lastSeen);
    }

    /** Who owns a group; {@code stampId} decides at one time, because addresses change their form. */
    record Owner(Jid address, Instant at, String stampId) {

        private static final Comparator<Owner> ORDER =
                Comparator.comparing(Owner::at).thenComparing(Owner::stampId, DatabaseOrder.TEXT.reversed());

        Owner {
            at = Timestamps.kept(at);
        }
    }

    /** Whether the chat is in the app's archive. */
    record Archived(boolean is, Instant at) {

        private static final Comparator<Archived> ORDER =
                Comparator.comparing(Archived::at).thenComparing(Archived::is);

        Archived {
            at = Timestamps.kept(at);
        }
    }

    static ContactUpdate seen(SessionName session, Jid address, Instant at) {
        return new ContactUpdate(session, address, null, null, null, null, null, null, at, at);
    }

    static ContactUpdate of(SessionName session, ContactSighting sighting, Addresses addresses) {
        NewestText name = NewestText.of(sighting.name(), sighting.at());
        return new ContactUpdate(
                session,
                addresses.canonical(session, sighting.contact()),
                name,
                NewestText.of(sighting.pushName(), sighting.at()),
                sighting.contact() instanceof Jid.Group ? name : null,
                null,
                null,
                null,
                sighting.at(),
                sighting.at());
    }

    static ContactUpdate of(SessionName session, GroupDescribed group, Stamp by, Addresses addresses) {
        NewestText subject = NewestText.of(group.subject(), group.at());
        return new ContactUpdate(
                session,
                group.group(),
                subject,
                null,
                subject,
                NewestText.of(group.description(), group.at()),
                group.owner() == null
                        ? null
                        : new Owner(addresses.canonical(session, group.owner()), group.at(), by.id()),
                null,
                group.at(),
                group.at());
    }

    static ContactUpdate of(SessionName session, ChatArchived chat, Addresses addresses) {
        return new ContactUpdate(
                session,
                addresses.canonical(session, chat.chat()),
                null,
                null,
                null,
                null,
                null,
                new Archived(chat.archived(), chat.at()),
                chat.at(),
                chat.at());
    }

    ContactUpdate merge(ContactUpdate other) {
        return new ContactUpdate(
                session,
                address,
                NewestText.merge(name, other.name),
                NewestText.merge(pushName, other.pushName),
                NewestText.merge(groupName, other.groupName),
                NewestText.merge(description, other.description),
                newest(owner, other.owner, Owner.ORDER),
                newest(archived, other.archived, Archived.ORDER),
                firstSeen.isBefore(other.firstSeen) ? firstSeen : other.firstSeen,
                lastSeen.isAfter(other.lastSeen) ? lastSeen : other.lastSeen);
    }

    private static <T> @Nullable T newest(@Nullable T a, @Nullable T b, Comparator<T> order) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return order.compare(a, b) >= 0 ? a : b;
    }
}
