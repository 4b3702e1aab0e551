package com.tradingsystem.whatsapp.local.phone;

import java.util.List;
import java.util.Map;

/**
 * Whose telephone it is and whom it knows.
 *
 * @param people everybody the account knows, without itself
 * @param chatNames the names of chats that are neither people nor groups, by address
 */
public record Account(Person me, List<Person> people, List<Group> groups, Map<String, String> chatNames) {

    public Account {
        people = List.copyOf(people);
        groups = List.copyOf(groups);
        chatNames = Map.copyOf(chatNames);
    }

    /** An account that knows nobody yet. */
    public static Account of(Person me) {
        return new Account(me, List.of(), List.of(), Map.of());
    }
}
