package com.tradingsystem.whatsapp.local.demo;

import com.tradingsystem.whatsapp.local.phone.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat that scenes are played in.
 *
 * @param chat its address
 * @param hidden whether people are called by LIDs there
 * @param others everybody but the account, in the order of the scene's letters
 */
record SceneChat(String chat, boolean hidden, Scene.Where where, Person account, List<Person> others) {

    SceneChat {
        others = List.copyOf(others);
    }

    /** The address that a chat with one person has as well; null where there is none, or where WAHA does not know whose the LID is. */
    @Nullable
    String otherAddress() {
        if (where != Scene.Where.DIRECT) {
            return null;
        }
        Person peer = others.getFirst();
        return peer.lid() == null || !peer.linkKnown() ? null : peer.address(!hidden);
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
