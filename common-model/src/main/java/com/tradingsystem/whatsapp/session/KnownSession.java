package com.tradingsystem.whatsapp.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A WAHA session the archive knows.
 *
 * @param status our word for the state, as the column's comment lists them; a state of WAHA this version does not know is
 *     there in lower case
 * @param wahaStatus WAHA's own word for it, for example {@code WORKING}
 * @param statusAt when WAHA said so
 * @param syncEnabled the operator's switch: off, no history of this session is pulled
 * @param statusReason why it is in this state, if known
 * @param revokePolicy {@code keep}, {@code hide} or {@code erase}; null where the configured default holds
 * @param lastEventAt arrival of the newest event; up to a second behind after a crash
 */
public record KnownSession(
        String sessionName,
        String status,
        @Nullable String wahaStatus,
        @Nullable Instant statusAt,
        @Nullable Instant connectedAt,
        @Nullable Instant disconnectedAt,
        @Nullable String whatsappId,
        @Nullable String lid,
        @Nullable String phoneNumber,
        @Nullable String profileName,
        @Nullable String engine,
        @Nullable String wahaVersion,
        @Nullable String revokePolicy,
        boolean syncEnabled,
        @Nullable String statusReason,
        @Nullable Instant lastEventAt,
        @Nullable Instant lastHeartbeatAt,
        Instant createdAt,
        Instant updatedAt) {}
