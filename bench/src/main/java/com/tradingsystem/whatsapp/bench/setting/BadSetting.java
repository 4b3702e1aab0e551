package com.tradingsystem.whatsapp.bench.setting;

/** Something has to be changed before anything can be measured; the message is one line that says what. */
public final class BadSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadSetting(String message) {
        super(message);
    }

    public BadSetting(String message, Throwable cause) {
        super(message, cause);
    }
}
