package com.tradingsystem.whatsapp.local.waha;

import com.tradingsystem.whatsapp.local.phone.Account;
import com.tradingsystem.whatsapp.local.phone.Person;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds people by either of their addresses. Immutable. */
final class AddressBook {

    private final List<Person> people;
    private final Map<String, String> chatNames;
    private final Map<String, Person> byAddress = new HashMap<>();

    AddressBook(Account account) {
        this.people = account.people();
        this.chatNames = account.chatNames();
        put(account.me());
        people.forEach(this::put);
    }

    private void put(Person person) {
        byAddress.put(person.jid(), person);
        String lid = person.lidJid();
        if (lid != null) {
            byAddress.put(lid, person);
        }
    }

    /** Everybody but the account itself. */
    List<Person> people() {
        return people;
    }

    /** Whoever has this address, in any of its forms; null for strangers. */
    @Nullable
    Person at(String address) {
        return byAddress.get(publicForm(address));
    }

    /** The address and, where WhatsApp told that both are the same person, the other one. */
    Set<String> aliases(String address) {
        Set<String> all = new LinkedHashSet<>(Set.of(publicForm(address)));
        Person person = at(address);
        if (person != null && person.linkKnown()) {
            all.add(person.jid());
            String lid = person.lidJid();
            if (lid != null) {
                all.add(lid);
            }
        }
        return all;
    }

    /** The name WAHA shows for a chat with a person or of another kind; null if it knows none. */
    @Nullable
    String nameOf(String chat) {
        Person person = at(chat);
        if (person == null) {
            return chatNames.get(chat);
        }
        return person.savedAs() != null ? person.savedAs() : person.pushName();
    }

    static String publicForm(String address) {
        return address.replace("@s.whatsapp.net", "@c.us");
    }
}
