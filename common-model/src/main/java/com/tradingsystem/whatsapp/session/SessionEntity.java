package com.tradingsystem.whatsapp.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code sessions} as it is read; it is written by JDBC, together with the events that change it. */
@Entity
@Immutable
@Table(name = "sessions", schema = "whatsapp_gateway")
@SuppressWarnings({"NullAway.Init", "unused"}) // filled and read by Hibernate
class SessionEntity {

    @Id
    private String sessionName;

    private String status;
    private @Nullable String wahaStatus;
    private @Nullable Instant statusAt;
    private @Nullable Instant connectedAt;
    private @Nullable Instant disconnectedAt;
    private @Nullable String whatsappId;
    private @Nullable String lid;
    private @Nullable String phoneNumber;
    private @Nullable String profileName;
    private @Nullable String engine;
    private @Nullable String wahaVersion;
    private @Nullable String revokePolicy;
    private boolean syncEnabled;
    private @Nullable String statusReason;
    private @Nullable Instant lastEventAt;
    private @Nullable Instant lastHeartbeatAt;
    private Instant createdAt;
    private Instant updatedAt;

    protected SessionEntity() {}
}
