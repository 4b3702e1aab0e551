package com.tradingsystem.whatsapp.gateway.session;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.session.KnownSession;
import com.tradingsystem.whatsapp.session.SessionCounts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is answered, whatever its state.
 *
 * @param healthStatus as in the view {@code active_sessions}; null where the session is not connected
 * @param webhookEnabled always true: whatever a session sends is taken
 */
@JsonNaming(SnakeCaseStrategy.class)
record SessionJson(
        String sessionName,
        @Nullable String phoneNumber,
        @Nullable String whatsappId,
        @Nullable String lid,
        @Nullable String profileName,
        String status,
        @Nullable String healthStatus,
        @Nullable String wahaStatus,
        @Nullable String statusReason,
        @Nullable Instant statusAt,
        @Nullable Instant connectedAt,
        @Nullable Instant disconnectedAt,
        @Nullable Instant lastHeartbeatAt,
        @Nullable Instant lastEventAt,
        @JsonUnwrapped SessionCounts.Counts counts,
        @Nullable String engine,
        @Nullable String wahaVersion,
        boolean syncEnabled,
        boolean webhookEnabled,
        @Nullable String revokePolicy,
        Instant createdAt,
        Instant updatedAt) {

    static SessionJson of(KnownSession session, SessionCounts.Counts counts) {
        return new SessionJson(
                session.sessionName(),
                session.phoneNumber(),
                session.whatsappId(),
                session.lid(),
                session.profileName(),
                session.status(),
                healthStatus(session),
                session.wahaStatus(),
                session.statusReason(),
                session.statusAt(),
                session.connectedAt(),
                session.disconnectedAt(),
                session.lastHeartbeatAt(),
                session.lastEventAt(),
                counts,
                session.engine(),
                session.wahaVersion(),
                session.syncEnabled(),
                true,
                session.revokePolicy(),
                session.createdAt(),
                session.updatedAt());
    }

    private static @Nullable String healthStatus(KnownSession session) {
        if (!session.status().equals("connected")) {
            return null;
        }
        return session.wahaStatus() == null || session.wahaStatus().equals("WORKING") ? "healthy" : "degraded";
    }
}
