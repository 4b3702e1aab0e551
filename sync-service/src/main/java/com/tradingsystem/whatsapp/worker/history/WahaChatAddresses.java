package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.contact.Aliases;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.worker.sync.SyncClaim;
import com.tradingsystem.whatsapp.worker.waha.WahaServer;
import java.util.List;

/** Under which addresses WAHA has a chat. Safe for use by many threads. */
final class WahaChatAddresses {

    /**
     * The addresses to ask for.
     *
     * @param all at least one, the canonical one first
     * @param joined whether WAHA joins a person's phone number and LIDs by itself, as it does since 2026.3.1; only those of pairs
     *     it knows, and the archive may know more
     */
    record Addresses(List<String> all, boolean joined) {

        Addresses {
            all = List.copyOf(all);
        }
    }

    private final Aliases aliases;

    WahaChatAddresses(Aliases aliases) {
        this.aliases = aliases;
    }

    Addresses of(SyncClaim claim, WahaServer server) {
        Jid chat = Jid.parse(claim.chat());
        boolean isOnePerson = chat instanceof Jid.Person || chat instanceof Jid.Lid;
        return chat == null || !isOnePerson
                ? new Addresses(List.of(claim.chat()), false)
                : new Addresses(aliases.of(claim.session(), chat).all(), server.mergesChats());
    }
}
