package com.tradingsystem.whatsapp.gateway.group;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a group.
 *
 * @param whatsappId the phone number's address once it is known, until then the LID's
 * @param lids the LIDs that are known to be this person's
 * @param name as the account's address book has it
 * @param pushName as the person chose it
 * @param role {@code participant}, {@code admin}, {@code superadmin} or a word of WAHA's that is still unknown
 * @param since when that was last reported of them
 */
@JsonNaming(SnakeCaseStrategy.class)
record Participant(
        String whatsappId,
        List<String> lids,
        @Nullable String name,
        @Nullable String pushName,
        @Nullable String phoneNumber,
        String role,
        Instant since) {}
