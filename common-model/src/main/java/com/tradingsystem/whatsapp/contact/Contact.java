package com.tradingsystem.whatsapp.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person, group, channel or broadcast list a session has met.
 *
 * @param whatsappId the canonical address: the phone number's once it is known, until then the LID's
 * @param contactType {@code individual}, {@code group}, {@code broadcast} or {@code channel}
 * @param name the name in the account's address book
 * @param pushName the name the person chose for themself
 * @param phoneNumber digits; null while only the LID is known
 */
public record Contact(
        long id,
        String sessionName,
        String whatsappId,
        String contactType,
        @Nullable String name,
        @Nullable String pushName,
        @Nullable String phoneNumber,
        @Nullable String groupName,
        @Nullable String groupDescription,
        @Nullable String groupOwner,
        boolean archived,
        Instant firstSeenAt,
        Instant lastSeenAt,
        Instant createdAt,
        Instant updatedAt) {}
