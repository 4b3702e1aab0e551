package com.tradingsystem.whatsapp.waha.dialect;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.LidLink;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.Jid.Lid;
import com.tradingsystem.whatsapp.identity.Jid.Person;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects which LIDs and phone numbers one delivery puts side by side.
 *
 * <p>A wrong pair would merge two people for good, so a pair is dropped when in doubt: where the delivery contradicts
 * itself, where the LID's digits were merely printed as a phone number (WAHA 2025 did that in places), and where one
 * half is the account's and the other is not.
 */
public final class LidPairs {

    private static final int SHORTEST_PHONE_NUMBER = 5;

    private final Account me;
    private final Map<Lid, Person> phones = new LinkedHashMap<>();
    private final Set<Lid> contradicted = new HashSet<>();
    private boolean doubtful;

    /** @param me the account, whose own pair is taken as given */
    public LidPairs(Account me) {
        this.me = me;
        if (me.lid() != null && me.phone() != null) {
            put(me.lid(), me.phone());
        }
    }

    /** Two addresses of one person; either may be the LID. Anything but a LID and a phone number is passed over. */
    public void add(@Nullable Jid one, @Nullable Jid other) {
        switch (one) {
            case Lid lid when other instanceof Person phone -> add(lid, phone);
            case Person phone when other instanceof Lid lid -> add(lid, phone);
            case null, default -> {}
        }
    }

    /**
     * A direct chat and what the engine calls its other address. For own messages engines may take that from the sender,
     * who is the account; so it is believed only where the account is known well enough to tell.
     */
    public void addChat(@Nullable Jid chat, @Nullable Jid other, boolean fromMe) {
        boolean unclear = fromMe && (me.lid() == null || me.phone() == null || me.is(other));
        if (!unclear) {
            add(chat, other);
        }
    }

    private void add(Lid lid, Person phone) {
        if (phone.phoneNumber().length() < SHORTEST_PHONE_NUMBER) {
            return; // 0@c.us is WhatsApp's own account, and what engines write for "none"
        }
        boolean printedAsPhone = lid.id().equals(phone.phoneNumber());
        boolean notMyPhone = me.is(lid) && me.phone() != null && !me.is(phone);
        boolean notMyLid = me.is(phone) && me.lid() != null && !me.is(lid);
        if (printedAsPhone || notMyPhone || notMyLid) {
            doubtful = true;
        } else {
            put(lid, phone);
        }
    }

    private void put(Lid lid, Person phone) {
        Person before = phones.putIfAbsent(lid, phone);
        if (before != null && !before.equals(phone)) {
            contradicted.add(lid);
            doubtful = true;
        }
    }

    /** Whether a pair was left out. */
    public boolean isDoubtful() {
        return doubtful;
    }

    /** The pairs that were added, each once. */
    public List<LidLink> links() {
        return phones.entrySet().stream()
                .filter(pair -> !contradicted.contains(pair.getKey()))
                .map(pair -> new LidLink(pair.getKey(), pair.getValue()))
                .toList();
    }
}
