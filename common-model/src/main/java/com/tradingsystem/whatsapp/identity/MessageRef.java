package com.tradingsystem.whatsapp.identity;

/**
 * A message as others name it: by its core id within its chat. That may fit several messages, as everybody in a chat chooses core
 * ids of their own.
 */
public record MessageRef(SessionName session, Jid chat, String coreId) {}
