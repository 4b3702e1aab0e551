package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionLid;
import java.time.Instant;

/**
 * The word that a LID and a phone number are the same person.
 *
 * @param toldAt when an event told it
 */
public record LinkCandidate(SessionLid lid, Jid.Person phone, Instant toldAt) {}
