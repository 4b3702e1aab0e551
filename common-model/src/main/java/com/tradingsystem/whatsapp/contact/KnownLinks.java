package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is known of some addresses inside a transaction: of each phone number among them, all LIDs that lead to it. */
public final class KnownLinks implements Addresses {

    /** Nothing is known. */
    public static final KnownLinks NONE = new KnownLinks(Map.of(), Set.of(), Set.of(), Set.of());

    private final Map<SessionLid, Jid.Person> phones;
    private final Map<SessionAddress, SortedSet<Jid>> lids = new HashMap<>();
    private final Set<SessionLid> learnt;
    private final Set<SessionLid> contradicted;
    private final Set<SessionAddress> covered;

    /** @param covered whose persons were asked for, known or not */
    KnownLinks(
            Map<SessionLid, Jid.Person> phones,
            Set<SessionLid> learnt,
            Set<SessionLid> contradicted,
            Set<SessionAddress> covered) {
        this.covered = Set.copyOf(covered);
        this.phones = Map.copyOf(phones);
        this.learnt = Set.copyOf(learnt);
        this.contradicted = Set.copyOf(contradicted);
        phones.forEach(
                (lid, phone) -> lids.computeIfAbsent(new SessionAddress(lid.session(), phone), p -> new TreeSet<>())
                        .add(lid.lid()));
    }

    /** The LIDs whose phone number is new, so that what was stored under them has to be looked at again. */
    public Set<SessionLid> learnt() {
        return learnt;
    }

    /** Those for which more than one phone number was claimed, and which this transaction had a claim for. */
    public Set<SessionLid> contradicted() {
        return contradicted;
    }

    /** The phone number behind each LID, where it is known. */
    public Map<SessionLid, Jid.Person> phones() {
        return phones;
    }

    /** Whether everything that is known of an address is here. */
    public boolean covers(SessionAddress address) {
        return switch (address.address()) {
            case Jid.Lid lid -> covered.contains(address) || phones.containsKey(new SessionLid(address.session(), lid));
            case Jid.Person person -> covered.contains(address);
            case Jid.Group g -> true;
            case Jid.Channel c -> true;
            case Jid.Broadcast b -> true;
            case Jid.Other o -> true;
        };
    }

    /** What is known here and there. */
    public KnownLinks and(KnownLinks other) {
        Map<SessionLid, Jid.Person> both = new HashMap<>(other.phones);
        both.putAll(phones);
        Set<SessionAddress> all = new HashSet<>(covered);
        all.addAll(other.covered);
        return new KnownLinks(both, learnt, contradicted, all);
    }

    @Override
    public Jid canonical(SessionName session, Jid address) {
        if (!(address instanceof Jid.Lid lid)) {
            return address;
        }
        Jid.Person phone = phones.get(new SessionLid(session, lid));
        return phone == null ? address : phone;
    }

    @Override
    public List<Jid> all(SessionName session, Jid address) {
        Jid canonical = canonical(session, address);
        return Stream.concat(Stream.of(canonical), lidsOf(session, canonical).stream())
                .toList();
    }

    @Override
    public Jid permanent(SessionName session, Jid address) {
        SortedSet<Jid> hidden = lidsOf(session, address);
        return hidden.size() == 1 ? hidden.first() : address;
    }

    private SortedSet<Jid> lidsOf(SessionName session, Jid phone) {
        SortedSet<Jid> found = lids.get(new SessionAddress(session, phone));
        return found == null ? new TreeSet<>() : found;
    }
}
