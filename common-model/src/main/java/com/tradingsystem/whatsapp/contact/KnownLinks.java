package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.Map;
import java.util.Set;

/**
 * What is known of some hidden ids inside a transaction.
 *
 * @param phones the phone number behind each, where known
 * @param learnt those whose phone number is new, so that rows under them have to be moved
 * @param contradicted those for which more than one phone number was claimed, and which this transaction had a claim for
 */
public record KnownLinks(Map<SessionLid, Jid.Person> phones, Set<SessionLid> learnt, Set<SessionLid> contradicted)
        implements Addresses {

    @Override
    public Jid canonical(SessionName session, Jid address) {
        if (!(address instanceof Jid.Lid lid)) {
            return address;
        }
        Jid.Person phone = phones.get(new SessionLid(session, lid));
        return phone == null ? address : phone;
    }
}
