package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.contact.LinkClaim;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.event.Testimony;
import com.tradingsystem.whatsapp.event.Told;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.session.SessionFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch of readings tells, sorted by what it is about.
 *
 * @param lids all hidden ids that are mentioned anywhere
 */
record Facts(
        Map<SessionName, SessionFacts> sessions,
        List<Told<InboundEvent>> events,
        List<LinkClaim> links,
        Set<SessionLid> lids) {

    static Facts of(List<Understood> readings) {
        Facts facts = new Facts(new HashMap<>(), new ArrayList<>(), new ArrayList<>(), new HashSet<>());
        readings.forEach(facts::add);
        return facts;
    }

    private void add(Understood reading) {
        SessionName session = reading.envelope().session();
        if (session == null) {
            return;
        }
        add(SessionFacts.of(session, reading.envelope()));
        for (InboundEvent event : reading.events()) {
            if (event instanceof InboundEvent.SessionChanged change) {
                add(SessionFacts.of(session, change));
            }
            events.add(new Told<>(session, Testimony.of(reading.envelope(), reading.provenance(), event), event));
            MentionedAddresses.in(event).forEach(jid -> mention(session, jid));
        }
        reading.links()
                .forEach(link -> links.add(new LinkClaim(
                        new SessionLid(session, link.lid()),
                        link.phone(),
                        reading.envelope().occurredAt())));
        reading.contacts().forEach(sighting -> mention(session, sighting.contact()));
    }

    private void add(SessionFacts facts) {
        sessions.merge(facts.session(), facts, SessionFacts::merge);
    }

    private void mention(SessionName session, Jid jid) {
        if (jid instanceof Jid.Lid lid) {
            lids.add(new SessionLid(session, lid));
        }
    }
}
