package com.tradingsystem.whatsapp.local.database;

import org.jspecify.annotations.Nullable;

/** The local database cannot be started; the message is one line that says why and what to do. */
public final class DatabaseCannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseCannotStart(String message) {
        this(message, null);
    }

    DatabaseCannotStart(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
