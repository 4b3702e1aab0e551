package com.tradingsystem.whatsapp.gateway.stats;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/**
 * Files of one kind and stretch of time.
 *
 * @param bytes of all of them; of one that is not stored the size the sender gave
 */
@JsonNaming(SnakeCaseStrategy.class)
record FileCount(Instant startsAt, String kind, long files, long bytes, long storedFiles, long storedBytes) {}
