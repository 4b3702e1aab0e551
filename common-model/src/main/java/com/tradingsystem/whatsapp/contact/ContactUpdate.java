package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.Timestamps;
import com.tradingsystem.whatsapp.event.ContactSighting;
import com.tradingsystem.whatsapp.event.InboundEvent.ChatArchived;
import com.tradingsystem.whatsapp.event.InboundEvent.GroupDescribed;
import com.tradingsystem.whatsapp.event.Stamp;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
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

        Owner {
            at = Timestamps.kept(at);
        }
    }

    /** Whether the chat is in the app's archive. */
    record Archived(boolean is, Instant at) {

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

    /** Both together, by the rules of the table. */
    ContactUpdate merge(ContactUpdate other) {
        return new ContactUpdate(
                session,
                address,
                winner("name", other).name,
                winner("push_name", other).pushName,
                winner("group_name", other).groupName,
                winner("group_description", other).description,
                winner("group_owner", other).owner,
                winner("is_archived", other).archived,
                winner("first_seen_at", other).firstSeen,
                winner("last_seen_at", other).lastSeen);
    }

    private ContactUpdate winner(String column, ContactUpdate other) {
        return ContactTable.TABLE.winner(column, this, other);
    }
}
