package com.tradingsystem.whatsapp.gateway.stats;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Messages of one hour of the week.
 *
 * @param weekday 1 is Monday
 */
@JsonNaming(SnakeCaseStrategy.class)
record HourCount(int weekday, int hour, long messages, long sent, long received) {}
