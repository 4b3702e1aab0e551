package com.tradingsystem.whatsapp.identity;

/** A LID in a session: what is behind it may differ between sessions' knowledge. */
public record SessionLid(SessionName session, Jid.Lid lid) {}
