package com.tradingsystem.whatsapp.gateway.stats;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wrote in a group.
 *
 * @param memberId {@code me} for the account itself
 */
@JsonNaming(SnakeCaseStrategy.class)
record ActiveMember(String memberId, @Nullable String name, long messages, long media) {}
