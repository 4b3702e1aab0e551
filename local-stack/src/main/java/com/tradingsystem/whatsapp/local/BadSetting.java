package com.tradingsystem.whatsapp.local;

/** An argument or a variable that cannot be; the message is one line for whoever wrote it. */
final class BadSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadSetting(String message) {
        super(message);
    }
}
