package com.tradingsystem.whatsapp.message;

import java.util.Locale;

/** Why an edit or a revocation changes nothing. */
public enum NotApplied {
    /** Somebody else wrote the message, and for a revocation: whoever asked for it was no admin of the group then. */
    NOT_AUTHOR,
    /** It was said in a chat that has no message with this core id; another chat has. */
    OTHER_CHAT,
    /** Nobody told who wrote the message, or who asked for the change, or the message is not here yet. */
    UNKNOWN_AUTHOR;

    /** The word in answers and metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
