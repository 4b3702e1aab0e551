package com.tradingsystem.whatsapp.worker.sync;

/** A worker took too long, or its chat was taken away: what it has may no longer be written. */
public final class LeaseLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLost() {
        super("the chat belongs to another worker by now", null, false, false);
    }
}
