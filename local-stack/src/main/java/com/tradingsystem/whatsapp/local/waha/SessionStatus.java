package com.tradingsystem.whatsapp.local.waha;

/** WAHA's words for how a session stands. */
public enum SessionStatus {
    STOPPED,
    STARTING,
    SCAN_QR_CODE,
    WORKING,
    FAILED;

    /** Whether the engine runs, whatever it can do. */
    boolean isRunning() {
        return this != STOPPED && this != FAILED;
    }
}
