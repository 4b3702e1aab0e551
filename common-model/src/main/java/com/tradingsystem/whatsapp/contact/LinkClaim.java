package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionLid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The word that a hidden id and a phone number are the same person.
 *
 * @param toldAt when an event told it; null if it was concluded from a message that was seen under both
 */
public record LinkClaim(
        SessionLid lid, Jid.Person phone, @Nullable Instant toldAt) {}
