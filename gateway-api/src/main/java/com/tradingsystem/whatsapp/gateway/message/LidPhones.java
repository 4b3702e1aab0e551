package com.tradingsystem.whatsapp.gateway.message;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which phone number is behind a LID; rows written before that was learnt still say the LID.
 *
 * @param phones the phone numbers' addresses by LID
 */
record LidPhones(Map<String, String> phones) {

    /** The one address of a person. */
    String address(String address) {
        return phones.getOrDefault(address, address);
    }

    /** The same where nobody may be named. */
    @Nullable
    String find(@Nullable String address) {
        return address == null ? null : address(address);
    }
}
