package com.tradingsystem.whatsapp.message;

import java.time.Instant;

/**
 * A message that is on disk.
 *
 * @param row without the details of its content
 */
record StoredMessage(long id, Instant createdAt, MessageRow row) {}
