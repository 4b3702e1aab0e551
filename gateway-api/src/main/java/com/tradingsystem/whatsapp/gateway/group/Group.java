package com.tradingsystem.whatsapp.gateway.group;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A group as it is now, as far as was reported.
 *
 * @param participants how many are in it
 * @param admins how many of them are admins
 * @param participantsReportedAt when anything was last reported of who is in it; null if nothing ever was
 * @param firstSeenAt null where only its members were ever reported
 */
@JsonNaming(SnakeCaseStrategy.class)
record Group(
        String whatsappId,
        String sessionName,
        @Nullable String groupName,
        @Nullable Instant groupNameAt,
        @Nullable String groupDescription,
        @Nullable Instant groupDescriptionAt,
        @Nullable String groupOwner,
        int participants,
        int admins,
        @Nullable Instant participantsReportedAt,
        boolean isArchived,
        @Nullable Instant firstSeenAt,
        @Nullable Instant lastSeenAt) {}
