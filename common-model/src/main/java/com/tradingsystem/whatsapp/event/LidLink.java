package com.tradingsystem.whatsapp.event;

import com.tradingsystem.whatsapp.identity.Jid;

/** A payload's word that this LID and this phone number are the same person. */
public record LidLink(Jid.Lid lid, Jid.Person phone) {}
