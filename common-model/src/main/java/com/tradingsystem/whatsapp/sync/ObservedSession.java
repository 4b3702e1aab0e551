package com.tradingsystem.whatsapp.sync;

import com.tradingsystem.whatsapp.identity.SessionName;
import org.jspecify.annotations.Nullable;

/**
 * A session as WAHA's REST interface shows it.
 *
 * @param account the address of the account behind it; null while there is none
 */
public record ObservedSession(
        SessionName name,
        String status,
        boolean isWorking,
        @Nullable String account) {}
