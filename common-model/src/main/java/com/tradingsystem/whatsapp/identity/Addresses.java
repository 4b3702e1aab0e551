package com.tradingsystem.whatsapp.identity;

import java.util.List;
import java.util.stream.Stream;

/** Knows which LIDs and phone numbers belong to the same person. */
@FunctionalInterface
public interface Addresses {

    /** The address that stands for {@code address}: the phone number's, where the LID's is known; else itself. */
    Jid canonical(SessionName session, Jid address);

    /** Every address of the person or chat behind {@code address}, the canonical one first. */
    default List<Jid> all(SessionName session, Jid address) {
        return Stream.of(canonical(session, address), address).distinct().toList();
    }

    /**
     * The address that stays with a person for life: the LID, where exactly one belongs to the phone number. A number
     * that several LIDs lead to has changed hands, or a payload is wrong; then it is ambiguous.
     */
    default Jid permanent(SessionName session, Jid address) {
        return address;
    }

    /** Whether both addresses are one person's. Two LIDs never are, whatever number they share. */
    default boolean isSamePerson(SessionName session, Jid one, Jid other) {
        if (one.equals(other)) {
            return true;
        }
        boolean bothHidden = one instanceof Jid.Lid && other instanceof Jid.Lid;
        return !bothHidden && canonical(session, one).equals(canonical(session, other));
    }
}
