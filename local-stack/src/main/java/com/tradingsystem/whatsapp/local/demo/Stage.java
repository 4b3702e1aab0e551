package com.tradingsystem.whatsapp.local.demo;

import com.tradingsystem.whatsapp.local.phone.Person;
import java.util.List;

/**
 * A chat that scenes are played in.
 *
 * @param chat its address
 * @param hidden whether people are called by hidden ids there
 * @param others everybody but the account, in the order of the scene's letters
 */
record Stage(String chat, boolean hidden, Scene.Where where, Person account, List<Person> others) {

    Stage {
        others = List.copyOf(others);
    }

    /** Whoever speaks under this sign. */
    Person speaker(char sign) {
        return switch (sign) {
            case Line.ACCOUNT -> account;
            case Line.CUSTOMER -> others.getFirst();
            default -> others.get((sign - 'a') % others.size());
        };
    }
}
