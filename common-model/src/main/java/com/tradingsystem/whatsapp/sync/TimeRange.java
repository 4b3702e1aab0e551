package com.tradingsystem.whatsapp.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time.
 *
 * @param from null for the beginning of everything
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {}
