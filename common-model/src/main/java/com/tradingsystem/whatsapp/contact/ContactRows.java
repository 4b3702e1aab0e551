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
import com.tradingsystem.whatsapp.event.Told;
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

/** Sorts what is told of contacts by the table it goes to. Used by one thread. */
final class ContactRows {

    private record ContactKey(SessionName session, Jid address) implements Comparable<ContactKey> {
        @Override
        public int compareTo(ContactKey other) {
            int bySession = session.compareTo(other.session);
            return bySession != 0 ? bySession : address.compareTo(other.address);
        }
    }

    private final Addresses addresses;
    private final Map<ContactKey, ContactFacts> contacts = new TreeMap<>();
    private final List<Memberships.Entry> memberships = new ArrayList<>();
    private final List<Told<LabelChanged>> labels = new ArrayList<>();
    private final List<Told<ChatLabelled>> labelledChats = new ArrayList<>();
    private final List<Told<CallSeen>> calls = new ArrayList<>();

    ContactRows(Addresses addresses) {
        this.addresses = addresses;
    }

    void addSighting(Told<ContactSighting> told) {
        add(ContactFacts.of(told.session(), told.fact(), addresses));
    }

    void add(Told<InboundEvent> told) {
        SessionName session = told.session();
        switch (told.fact()) {
            case MessageSeen e -> {
                Instant at = seenAt(told, e.message());
                seen(session, e.message().id().chat(), at);
                if (!e.message().id().fromMe()) {
                    seen(session, e.message().sender(), at);
                }
            }
            case GroupDescribed e -> {
                add(ContactFacts.of(session, e, told.by(), addresses));
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
            case ChatArchived e -> add(ContactFacts.of(session, e, addresses));
            case LabelChanged e -> labels.add(new Told<>(session, told.by(), e));
            case ChatLabelled e ->
                labelledChats.add(new Told<>(
                        session,
                        told.by(),
                        new ChatLabelled(e.labelId(), addresses.canonical(session, e.chat()), e.added(), e.at())));
            case CallSeen e -> calls.add(new Told<>(session, told.by(), canonical(session, e)));
            case InboundEvent.Acknowledged e -> {}
            case InboundEvent.Reacted e -> {}
            case InboundEvent.Edited e -> {}
            case InboundEvent.Revoked e -> {}
            case InboundEvent.PollVoted e -> {}
            case InboundEvent.InvitationAnswered e -> {}
            case InboundEvent.SessionChanged e -> {}
            case InboundEvent.Noted e -> {}
        }
    }

    void write(Connection connection) throws SQLException {
        ContactTable.write(connection, List.copyOf(contacts.values()));
        Memberships.write(connection, memberships);
        Labels.write(connection, labels);
        Labels.writeChats(connection, labelledChats);
        Calls.write(connection, calls);
    }

    private void add(ContactFacts facts) {
        contacts.merge(new ContactKey(facts.session(), facts.address()), facts, ContactFacts::merge);
    }

    private void seen(SessionName session, Jid address, Instant at) {
        add(ContactFacts.seen(session, addresses.canonical(session, address), at));
    }

    /** A message of long ago is not seen today because today it was fetched. */
    private static Instant seenAt(Told<InboundEvent> told, ObservedMessage message) {
        return told.by().provenance() == Provenance.HISTORY
                ? message.timestamp()
                : told.by().at();
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
