package com.tradingsystem.whatsapp.message.annotation;

import java.util.Locale;

/** Why an edit or a revocation changes nothing. */
public enum NotApplied {
    /** Another person wrote the message, and for a revocation: the revoker was no admin of the group then. */
    NOT_AUTHOR,
    /** It was said in a chat that has no message with this core id; another chat has. */
    OTHER_CHAT,
    /** The author of the message or of the change is unknown, or the message is not here yet. */
    UNKNOWN_AUTHOR;

    /** The word in answers and metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
