package com.tradingsystem.whatsapp.identity;

import java.util.List;
import java.util.stream.Stream;

/** Knows which hidden ids and phone numbers belong to the same person. */
@FunctionalInterface
public interface Addresses {

    /** The address that stands for {@code address}: the phone number's, where the hidden id's is known; else itself. */
    Jid canonical(SessionName session, Jid address);

    /** Every address of whoever is behind {@code address}, the canonical one first. */
    default List<Jid> all(SessionName session, Jid address) {
        return Stream.of(canonical(session, address), address).distinct().toList();
    }

    /**
     * The address that stays with a person for life: the hidden id, where exactly one belongs to the phone number. A number
     * that several hidden ids lead to has changed hands, or is told wrongly; then nobody can say which of them is meant.
     */
    default Jid permanent(SessionName session, Jid address) {
        return address;
    }

    /** Whether both addresses are one person's. Two hidden ids never are, whatever number they share. */
    default boolean isSamePerson(SessionName session, Jid one, Jid other) {
        if (one.equals(other)) {
            return true;
        }
        boolean bothHidden = one instanceof Jid.Lid && other instanceof Jid.Lid;
        return !bothHidden && canonical(session, one).equals(canonical(session, other));
    }
}
