package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.contact.LinkCandidate;
import com.tradingsystem.whatsapp.event.ContactSighting;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.event.Stamped;
import com.tradingsystem.whatsapp.event.StampedReading;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.session.SessionUpdate;
import com.tradingsystem.whatsapp.sync.ChatHints;
import com.tradingsystem.whatsapp.sync.ChatHints.Chat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch of readings tells, sorted by what it is about.
 *
 * @param addresses everybody who is mentioned anywhere
 * @param regrouped groups whose members changed
 */
record EventBatch(
        Map<SessionName, SessionUpdate> sessions,
        List<Stamped<InboundEvent>> events,
        List<Stamped<ContactSighting>> sightings,
        List<LinkCandidate> links,
        Set<SessionAddress> addresses,
        Set<SessionAddress> regrouped) {

    static EventBatch of(List<StampedReading> readings) {
        EventBatch facts = new EventBatch(
                new HashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new HashSet<>(),
                new HashSet<>());
        readings.forEach(facts::add);
        return facts;
    }

    /** Chats that events spoke of as they happened, and whose history can be pulled. */
    Set<Chat> chats(Addresses addresses) {
        Set<Chat> chats = new HashSet<>();
        for (Stamped<InboundEvent> stamped : events) {
            if (stamped.stamp().provenance() == Provenance.WEBHOOK
                    && stamped.value() instanceof InboundEvent.MessageSeen seen) {
                Jid chat = addresses.canonical(
                        stamped.session(), seen.message().id().chat());
                if (ChatHints.isPullable(chat)) {
                    chats.add(new Chat(stamped.session(), chat));
                }
            }
        }
        return chats;
    }

    private void add(StampedReading stamped) {
        SessionName session = stamped.session();
        Understood reading = stamped.reading();
        add(SessionUpdate.of(session, reading.envelope()));
        events.addAll(stamped.events());
        for (InboundEvent event : reading.events()) {
            if (event instanceof InboundEvent.SessionChanged change) {
                add(SessionUpdate.of(session, change));
            }
            event.addresses().forEach(jid -> mention(session, jid));
            if (event instanceof InboundEvent.MembershipChanged change) {
                regrouped.add(new SessionAddress(session, change.group()));
            }
            if (event instanceof InboundEvent.GroupDescribed group && group.participants() != null) {
                regrouped.add(new SessionAddress(session, group.group()));
            }
        }
        reading.links()
                .forEach(link -> links.add(new LinkCandidate(
                        new SessionLid(session, link.lid()),
                        link.phone(),
                        reading.envelope().occurredAt())));
        sightings.addAll(stamped.sightings());
        reading.contacts().forEach(sighting -> mention(session, sighting.contact()));
    }

    private void add(SessionUpdate facts) {
        sessions.merge(facts.session(), facts, SessionUpdate::merge);
    }

    private void mention(SessionName session, Jid jid) {
        addresses.add(new SessionAddress(session, jid));
    }
}
