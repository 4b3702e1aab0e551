package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.event.ContactSighting;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.CallSeen;
import com.tradingsystem.whatsapp.event.InboundEvent.ChatArchived;
import com.tradingsystem.whatsapp.event.InboundEvent.ChatLabelled;
import com.tradingsystem.whatsapp.event.InboundEvent.GroupDescribed;
import com.tradingsystem.whatsapp.event.InboundEvent.LabelChanged;
import com.tradingsystem.whatsapp.event.InboundEvent.Member;
import com.tradingsystem.whatsapp.event.InboundEvent.MembershipChanged;
import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Stamped;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sorts events about contacts by the table they go to. Used by one thread. */
final class ContactRows {

    private record ContactKey(SessionName session, Jid address) implements Comparable<ContactKey> {
        @Override
        public int compareTo(ContactKey other) {
            int bySession = session.compareTo(other.session);
            return bySession != 0 ? bySession : address.compareTo(other.address);
        }
    }

    private final Addresses addresses;
    private final Map<ContactKey, ContactUpdate> contacts = new TreeMap<>();
    private final List<Memberships.Entry> memberships = new ArrayList<>();
    private final List<Stamped<LabelChanged>> labels = new ArrayList<>();
    private final List<Stamped<ChatLabelled>> labelledChats = new ArrayList<>();
    private final List<Stamped<CallSeen>> calls = new ArrayList<>();

    ContactRows(Addresses addresses) {
        this.addresses = addresses;
    }

    void addSighting(Stamped<ContactSighting> stamped) {
        add(ContactUpdate.of(stamped.session(), stamped.value(), addresses));
    }

    void add(Stamped<InboundEvent> stamped) {
        SessionName session = stamped.session();
        switch (stamped.value()) {
            case MessageSeen e -> {
                Instant at = seenAt(stamped, e.message());
                seen(session, e.message().id().chat(), at);
                if (!e.message().id().fromMe()) {
                    seen(session, e.message().sender(), at);
                }
            }
            case GroupDescribed e -> {
                add(ContactUpdate.of(session, e, stamped.stamp(), addresses));
                if (e.participants() != null) {
                    e.participants().forEach(member -> membership(session, e.group(), member, e.at(), "present"));
                }
            }
            case MembershipChanged e ->
                e.members()
                        .forEach(member -> membership(
                                session,
                                e.group(),
                                member,
                                e.at(),
                                e.change().name().toLowerCase(Locale.ROOT)));
            case ChatArchived e -> add(ContactUpdate.of(session, e, addresses));
            case LabelChanged e -> labels.add(new Stamped<>(session, stamped.stamp(), e));
            case ChatLabelled e ->
                labelledChats.add(new Stamped<>(
                        session,
                        stamped.stamp(),
                        new ChatLabelled(e.labelId(), addresses.canonical(session, e.chat()), e.added(), e.at())));
            case CallSeen e -> calls.add(new Stamped<>(session, stamped.stamp(), canonical(session, e)));
            case InboundEvent.Annotation e -> {}
            case InboundEvent.SessionChanged e -> {}
            case InboundEvent.Noted e -> {}
        }
    }

    void write(Connection connection) throws SQLException {
        ContactTable.TABLE.mergeDistinct(connection, List.copyOf(contacts.values()));
        Memberships.write(connection, memberships);
        Labels.write(connection, labels);
        Labels.writeChats(connection, labelledChats);
        Calls.write(connection, calls);
    }

    private void add(ContactUpdate facts) {
        contacts.merge(new ContactKey(facts.session(), facts.address()), facts, ContactUpdate::merge);
    }

    private void seen(SessionName session, Jid address, Instant at) {
        add(ContactUpdate.seen(session, addresses.canonical(session, address), at));
    }

    /** A message of long ago is not seen today because today it was fetched. */
    private static Instant seenAt(Stamped<InboundEvent> stamped, ObservedMessage message) {
        return stamped.stamp().provenance() == Provenance.HISTORY
                ? message.timestamp()
                : stamped.stamp().at();
    }

    private void membership(SessionName session, Jid.Group group, Member member, Instant at, String change) {
        String address = addresses.canonical(session, member.member()).value();
        memberships.add(new Memberships.Entry(session, group.value(), address, at, change, member.role()));
    }

    private CallSeen canonical(SessionName session, CallSeen call) {
        Jid from = call.from() == null ? null : addresses.canonical(session, call.from());
        return new CallSeen(call.callId(), from, call.state(), call.video(), call.group(), call.at());
    }
}
