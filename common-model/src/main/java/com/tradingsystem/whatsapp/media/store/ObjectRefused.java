package com.tradingsystem.whatsapp.media.store;

/** The store answers and will not have this one object: it is too large for it, or its name or label is. It takes others. */
public final class ObjectRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message names no key: keys hold phone numbers, and messages are logged */
    public ObjectRefused(String message) {
        super(message);
    }
}
