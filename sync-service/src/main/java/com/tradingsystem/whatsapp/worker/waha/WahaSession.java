package com.tradingsystem.whatsapp.worker.waha;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.identity.SessionName;
import org.jspecify.annotations.Nullable;

/**
 * A session as WAHA shows it.
 *
 * @param status WAHA's word, for example {@code WORKING}
 * @param engine null where WAHA does not tell, as in its list of sessions
 */
public record WahaSession(
        SessionName name, String status, @Nullable String engine, Account me) {

    /** Whether it can be asked for chats and messages. */
    public boolean isWorking() {
        return status.equals("WORKING");
    }
}
