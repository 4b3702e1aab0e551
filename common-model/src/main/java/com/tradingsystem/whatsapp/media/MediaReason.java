package com.tradingsystem.whatsapp.media;

import java.util.Locale;

/** Why a file is in its state. The words are kept in the database and shown as metrics: they never change their meaning. */
public enum MediaReason {
    // Not the file's fault: it waits without using up its attempts.
    WAHA_UNAVAILABLE,
    WAHA_REFUSED_KEY,
    SESSION_NOT_WORKING,
    RATE_LIMITED,
    SOURCE_UNAVAILABLE,
    STORE_UNAVAILABLE,
    SPOOL_FULL,
    WORKER_STOPPED,

    // An attempt failed.
    SERVER_ERROR,
    TRUNCATED,
    EMPTY,
    NOT_THE_FILE,
    TOO_SLOW,
    FILE_MISSING,
    NOT_OFFERED,
    WAHA_ERROR,
    STORE_REFUSED,
    WORKER_DIED,
    INTERNAL_ERROR,

    // Settled.
    TOO_BIG,
    RULE,
    MESSAGE_ERASED,
    WHATSAPP_EXPIRED,
    MESSAGE_UNKNOWN,
    MESSAGE_WITHOUT_FILE,
    URL_NOT_ALLOWED,
    ADDRESS_NOT_ALLOWED,
    REDIRECT_NOT_ALLOWED,

    // Stored, and odd.
    TYPE_DIFFERS,
    LENGTH_DIFFERS;

    /** The word in column {@code download_reason}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
