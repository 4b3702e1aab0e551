package com.tradingsystem.whatsapp.event;

import com.tradingsystem.whatsapp.identity.Jid;
import org.jspecify.annotations.Nullable;

/** The WhatsApp account behind a session, as far as an envelope names it. */
public record Account(
        Jid.@Nullable Person phone,
        Jid.@Nullable Lid lid,
        @Nullable String pushName) {

    /** An account of which nothing is known, as before pairing. */
    public static final Account UNKNOWN = new Account(null, null, null);

    /** The account's address: its phone number if known, else its LID. */
    public @Nullable Jid address() {
        return phone != null ? phone : lid;
    }

    /** Whether this address is known to be the account's. */
    public boolean is(@Nullable Jid address) {
        return address != null && (address.equals(phone) || address.equals(lid));
    }
}
