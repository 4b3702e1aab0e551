package com.tradingsystem.whatsapp.gateway.message;

import com.tradingsystem.whatsapp.identity.Jid;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A chat as callers write it into the path. */
public final class ChatName {

    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+?([0-9]{5,15})");

    private ChatName() {}

    /**
     * Reads an address in any form WAHA uses, or a phone number, in digits and with or without a plus; a number alone is
     * never taken for a LID. Null if it is neither.
     */
    public static @Nullable Jid parse(String text) {
        Matcher number = PHONE_NUMBER.matcher(text);
        return number.matches() ? new Jid.Person(number.group(1)) : Jid.parse(text);
    }
}
