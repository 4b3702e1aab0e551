package com.tradingsystem.whatsapp.gateway.contact;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.contact.Contact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact as it is answered.
 *
 * @param lids the LIDs that are known to be this person's
 * @param isContact whether the account has them in its address book, as far as that was ever told
 */
@JsonNaming(SnakeCaseStrategy.class)
record ContactJson(
        String id,
        String whatsappId,
        List<String> lids,
        String sessionName,
        String contactType,
        @Nullable String name,
        @Nullable String pushName,
        @Nullable String phoneNumber,
        @Nullable String groupName,
        @Nullable String groupDescription,
        @Nullable String groupOwner,
        boolean isGroup,
        boolean isContact,
        boolean isArchived,
        Instant firstSeenAt,
        Instant lastSeenAt,
        Instant createdAt,
        Instant updatedAt) {

    static ContactJson of(Contact contact, List<String> lids) {
        boolean group = contact.contactType().equals("group");
        return new ContactJson(
                Long.toString(contact.id()),
                contact.whatsappId(),
                lids,
                contact.sessionName(),
                contact.contactType(),
                contact.name(),
                contact.pushName(),
                contact.phoneNumber(),
                contact.groupName(),
                contact.groupDescription(),
                contact.groupOwner(),
                group,
                !group && contact.name() != null,
                contact.archived(),
                contact.firstSeenAt(),
                contact.lastSeenAt(),
                contact.createdAt(),
                contact.updatedAt());
    }
}
