package com.tradingsystem.whatsapp.worker.discovery;

/** Extends the lease of running work, so that no other worker starts it; sent before each call. */
@FunctionalInterface
interface Heartbeat {
    void alive();
}
