package com.tradingsystem.whatsapp.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that is on disk, or goes there now.
 *
 * @param createdAt when its row was first written, by the database's clock; null if that is now
 * @param row without the details of its content
 */
record StoredMessage(long id, @Nullable Instant createdAt, MessageRow row) {}
