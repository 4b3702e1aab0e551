package com.tradingsystem.whatsapp.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code contacts} as it is read; it is written by JDBC, together with the events that mention it. */
@Entity
@Immutable
@Table(name = "contacts", schema = "whatsapp_gateway")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class ContactEntity {

    @Id
    private Long id;

    private String sessionName;
    private String whatsappId;
    private String contactType;
    private @Nullable String name;
    private @Nullable String pushName;
    private @Nullable String phoneNumber;
    private @Nullable String groupName;
    private @Nullable String groupDescription;
    private @Nullable String groupOwner;

    @Column(name = "is_archived")
    private boolean archived;

    private Instant firstSeenAt;
    private Instant lastSeenAt;
    private Instant createdAt;
    private Instant updatedAt;

    protected ContactEntity() {}

    Contact toContact() {
        return new Contact(
                id,
                sessionName,
                whatsappId,
                contactType,
                name,
                pushName,
                phoneNumber,
                groupName,
                groupDescription,
                groupOwner,
                archived,
                firstSeenAt,
                lastSeenAt,
                createdAt,
                updatedAt);
    }
}
