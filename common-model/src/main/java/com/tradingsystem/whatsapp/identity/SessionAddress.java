package com.tradingsystem.whatsapp.identity;

/** An address in a session: which others are the same person's differs between sessions' knowledge. */
public record SessionAddress(SessionName session, Jid address) {}
