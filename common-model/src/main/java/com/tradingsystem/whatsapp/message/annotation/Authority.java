package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import org.jspecify.annotations.Nullable;

/** Decides whose word counts, as WhatsApp does: an edit its author's, a revocation its author's or a group admin's. */
public final class Authority {

    private final Addresses addresses;

    /** @param addresses knows everybody who is asked about */
    public Authority(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Whether a person wrote a message.
     *
     * @param fromMe whether it is the account itself that is asked about
     * @param who the address it used, otherwise; null if unknown
     */
    public boolean isAuthor(MessageKey message, boolean fromMe, @Nullable Jid who) {
        if (message.fromMe() || fromMe) {
            return message.fromMe() && fromMe;
        }
        if (message.chat() instanceof Jid.Channel) {
            return true; // only its owners can say anything in a channel
        }
        return message.author() != null
                && who != null
                && addresses.isSamePerson(message.session(), message.author(), who);
    }

    /** Why a change by a person who is neither author nor admin does not count. */
    public NotApplied reason(MessageKey message, @Nullable Jid who, boolean fromMe) {
        boolean isKnown = !message.isUnnamed() && (fromMe || who != null);
        return isKnown ? NotApplied.NOT_AUTHOR : NotApplied.UNKNOWN_AUTHOR;
    }
}
