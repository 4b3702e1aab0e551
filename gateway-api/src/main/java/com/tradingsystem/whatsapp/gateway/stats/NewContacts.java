package com.tradingsystem.whatsapp.gateway.stats;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/** Whom the session met first in one stretch of time. */
@JsonNaming(SnakeCaseStrategy.class)
record NewContacts(Instant startsAt, long people, long groups, long others) {}
