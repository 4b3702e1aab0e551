package com.tradingsystem.whatsapp.search;

/** Says why something cannot be looked for; the message completes a sentence that begins with what was asked. */
public final class QueryRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QueryRefused(String reason) {
        super(reason, null, false, false);
    }

    /** Why. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
