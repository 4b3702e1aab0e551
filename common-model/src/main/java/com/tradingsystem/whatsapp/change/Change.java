package com.tradingsystem.whatsapp.change;

import com.tradingsystem.whatsapp.identity.SessionName;

/**
 * Something of a session was committed.
 *
 * @param hasFiles whether files are waiting to be fetched since
 */
public record Change(SessionName session, boolean hasFiles) {}
