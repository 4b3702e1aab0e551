package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;

/** A hidden id and a phone number under which one and the same message was seen. */
public record SamePerson(SessionName session, Jid.Lid lid, Jid.Person phone) {}
