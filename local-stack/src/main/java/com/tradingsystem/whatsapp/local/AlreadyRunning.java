package com.tradingsystem.whatsapp.local;

/** Another stack uses the same folder. */
final class AlreadyRunning extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AlreadyRunning(String message) {
        super(message);
    }
}
