package com.tradingsystem.whatsapp.media.store;

/** The store could not be reached, is full or refused; trying again later may help. */
public final class ObjectStoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ObjectStoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message names no key: keys hold phone numbers, and messages are logged */
    public ObjectStoreUnavailable(String message) {
        super(message);
    }
}
