package com.tradingsystem.whatsapp.gateway.group;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What changed of one member of a group.
 *
 * @param at when it happened
 * @param change {@code join}, {@code leave}, {@code promote} or {@code demote}
 * @param whatsappId the member, by phone number once it is known
 * @param role the member's afterwards; {@code left} for who left
 * @param storedId the member's address as it is stored, by which changes of one time are sorted
 */
@JsonNaming(SnakeCaseStrategy.class)
record MembershipChange(
        Instant at,
        String change,
        String whatsappId,
        @Nullable String name,
        @Nullable String pushName,
        String role,
        @JsonIgnore String storedId) {}
