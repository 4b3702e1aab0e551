package com.tradingsystem.whatsapp.contact;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of a {@link Contact} tells how it is called. */
record ContactName(
        String whatsappId,
        @Nullable String name,
        @Nullable String groupName,
        @Nullable String pushName) {

    /** As the account calls them, else as they call themselves; null if they have no name. */
    @Nullable
    String shown() {
        return Stream.of(name, groupName, pushName)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
