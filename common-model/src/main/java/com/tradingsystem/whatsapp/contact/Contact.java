package com.tradingsystem.whatsapp.contact;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * A person, group, channel or broadcast list a session has met: a row of {@code contacts} as it is read and answered. It is written by
 * JDBC, together with the events that mention it.
 */
@Entity
@Immutable
@Table(name = "contacts", schema = "whatsapp_gateway")
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
@JsonNaming(SnakeCaseStrategy.class)
@SuppressWarnings({"NullAway.Init", "unused"}) // filled by Hibernate, read by Jackson
public class Contact {

    @Id
    @JsonFormat(shape = Shape.STRING)
    private Long id;

    /** The canonical address: the phone number's once it is known, until then the LID's. */
    private String whatsappId;

    /** The LIDs that are known to be this person's. */
    @Formula("""
            array(select l.lid from whatsapp_gateway.lid_links l
                   where l.session_name = session_name and l.phone = whatsapp_id order by l.lid)""")
    private List<String> lids;

    private String sessionName;

    /** {@code individual}, {@code group}, {@code broadcast} or {@code channel}. */
    private String contactType;

    /** The name in the account's address book. */
    private @Nullable String name;

    /** The name the person chose for themself. */
    private @Nullable String pushName;

    /** Digits; null while only the LID is known. */
    private @Nullable String phoneNumber;

    private @Nullable String groupName;
    private @Nullable String groupDescription;
    private @Nullable String groupOwner;

    @Formula("contact_type = 'group'")
    private boolean isGroup;

    /** Whether the account has them in its address book, as far as that was ever told. */
    @Formula("contact_type <> 'group' and name is not null")
    private boolean isContact;

    private boolean isArchived;
    private Instant firstSeenAt;
    private Instant lastSeenAt;
    private Instant createdAt;
    private Instant updatedAt;

    protected Contact() {}

    /** Its place among contacts of the same {@link #firstSeenAt()}. */
    public long id() {
        return id;
    }

    /** The canonical address. */
    public String whatsappId() {
        return whatsappId;
    }

    /** When the session met it first. */
    public Instant firstSeenAt() {
        return firstSeenAt;
    }
}
