package com.tradingsystem.whatsapp.gateway.session;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.session.ActiveSessions.ActiveSession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connected session, by the columns of the view {@code active_sessions}. */
@JsonNaming(SnakeCaseStrategy.class)
record ActiveSessionJson(
        String sessionName,
        @Nullable String phoneNumber,
        @Nullable String whatsappId,
        String status,
        String healthStatus,
        @Nullable Instant connectedAt,
        @Nullable Instant lastHeartbeatAt,
        @JsonUnwrapped CountsJson counts,
        boolean syncEnabled,
        boolean webhookEnabled,
        @Nullable String profileName,
        @Nullable Instant lastEventAt) {

    static ActiveSessionJson of(ActiveSession session) {
        return new ActiveSessionJson(
                session.sessionName(),
                session.phoneNumber(),
                session.whatsappId(),
                session.status(),
                session.healthStatus(),
                session.connectedAt(),
                session.lastHeartbeatAt(),
                CountsJson.of(session.counts()),
                session.syncEnabled(),
                session.webhookEnabled(),
                session.profileName(),
                session.lastEventAt());
    }
}
