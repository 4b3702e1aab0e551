package com.tradingsystem.whatsapp.sync;

import com.tradingsystem.whatsapp.identity.SessionName;
import org.jspecify.annotations.Nullable;

/**
 * A session whose chats one worker is to look at now.
 *
 * @param whole whether the list of chats is to be read to its end, rather than to where nothing moved
 * @param reconcile why more is to be compared than what obviously moved; null if there is no reason
 */
public record SessionScan(
        SessionName session, boolean whole, @Nullable String reconcile) {}
