package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.contact.Aliases;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.sync.SyncClaim;
import com.tradingsystem.whatsapp.waha.WahaServer;
import java.util.List;

/**
 * Under which addresses WAHA has a chat. Since 2026.3.1 it joins a person's phone number and hidden ids by itself; an older one has
 * to be asked for each.
 */
final class Sources {

    private final Aliases aliases;

    Sources(Aliases aliases) {
        this.aliases = aliases;
    }

    /** At least one. */
    List<String> of(SyncClaim claim, WahaServer server) {
        Jid chat = Jid.parse(claim.chat());
        boolean isOnePerson = chat instanceof Jid.Person || chat instanceof Jid.Lid;
        return chat == null || !isOnePerson || server.mergesChats()
                ? List.of(claim.chat())
                : aliases.of(claim.session(), chat).all();
    }
}
