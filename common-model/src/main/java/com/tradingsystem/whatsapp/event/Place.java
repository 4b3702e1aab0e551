package com.tradingsystem.whatsapp.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A place as a message names it; every part may be missing. */
public record Place(
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        @Nullable String name,
        @Nullable String address,
        @Nullable String url) {}
