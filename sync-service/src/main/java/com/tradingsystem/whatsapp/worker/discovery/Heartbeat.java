package com.tradingsystem.whatsapp.worker.discovery;

/** Says that something is still under way, so that nobody else begins it; given before each question. */
@FunctionalInterface
interface Heartbeat {
    void alive();
}
