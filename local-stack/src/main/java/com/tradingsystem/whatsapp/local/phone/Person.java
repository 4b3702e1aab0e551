package com.tradingsystem.whatsapp.local.phone;

import org.jspecify.annotations.Nullable;

/**
 * A person with a telephone.
 *
 * @param phone digits
 * @param lid digits of the LID; null if the person has none yet
 * @param pushName the name the person chose
 * @param savedAs the name in the account's address book
 * @param linkKnown whether WhatsApp told the account that LID and phone number belong together
 */
public record Person(
        String phone,
        @Nullable String lid,
        String pushName,
        @Nullable String savedAs,
        boolean linkKnown) {

    /** A person whose LID is no secret. */
    public static Person of(String phone, String lid, String pushName) {
        return new Person(phone, lid, pushName, null, true);
    }

    /** The address by phone number, in WAHA's public form. */
    public String jid() {
        return phone + "@c.us";
    }

    /** The address by phone number, as the engines write it. */
    public String rawJid() {
        return phone + "@s.whatsapp.net";
    }

    /** The address by LID; null if there is none. */
    public @Nullable String lidJid() {
        return lid == null ? null : lid + "@lid";
    }

    /** The address in a chat that hides phone numbers or does not; by phone number for those without LID. */
    public String address(boolean hidden) {
        String byLid = lidJid();
        return hidden && byLid != null ? byLid : jid();
    }
}
