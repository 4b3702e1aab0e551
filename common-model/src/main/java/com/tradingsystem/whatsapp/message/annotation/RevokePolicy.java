package com.tradingsystem.whatsapp.message.annotation;

import java.util.Locale;

/** What happens to a message deleted for everyone. */
public enum RevokePolicy {
    /** It stays readable, marked as deleted. */
    KEEP,
    /** It stays stored; readers are not shown what it said. */
    HIDE,
    /** What it said is forgotten. */
    ERASE;

    /** The word in the column {@code sessions.revoke_policy}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
