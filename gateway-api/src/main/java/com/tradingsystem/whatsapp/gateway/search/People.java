package com.tradingsystem.whatsapp.gateway.search;

import com.tradingsystem.whatsapp.contact.Aliases;
import com.tradingsystem.whatsapp.contact.Contact;
import com.tradingsystem.whatsapp.contact.ContactDirectory;
import com.tradingsystem.whatsapp.contact.ContactQuery;
import com.tradingsystem.whatsapp.contact.PhoneVariants;
import com.tradingsystem.whatsapp.gateway.message.ChatName;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds the people and chats that a search names, by a part of their name, a phone number or an address. */
@Component
class People {

    /** Of a name that more have than that, only the newest are meant. */
    private static final int MOST = 100;

    private final Aliases aliases;
    private final ContactDirectory contacts;

    People(Aliases aliases, ContactDirectory contacts) {
        this.aliases = aliases;
        this.contacts = contacts;
    }

    /** All addresses of those who are named; empty where nobody is. */
    Set<String> named(Collection<SessionName> sessions, List<String> names) {
        Set<String> all = new HashSet<>();
        for (SessionName session : sessions) {
            for (String name : names) {
                Jid address = ChatName.parse(name.strip());
                if (address == null) {
                    all.addAll(called(session, name.strip()));
                } else {
                    Stream.concat(Stream.of(address), PhoneVariants.of(address).stream())
                            .forEach(one -> all.addAll(aliases.of(session, one).all()));
                }
            }
        }
        return all;
    }

    private Set<String> called(SessionName session, String name) {
        List<String> found = contacts.find(new ContactQuery(session, null, name, null, MOST)).stream()
                .map(Contact::whatsappId)
                .toList();
        Set<String> all = new HashSet<>(found);
        aliases.lidsOf(session, found).values().forEach(all::addAll);
        return all;
    }
}
