package com.tradingsystem.whatsapp.worker.waha;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A running WAHA.
 *
 * @param version for example {@code 2026.7.1}
 * @param engine the engine of sessions that name none of their own
 * @param startedAt when it started, by its own clock; another time than before means that everything it had in memory is lost
 */
public record WahaServer(
        @Nullable String version,
        @Nullable String engine,
        @Nullable Instant startedAt) {

    /** Whether it joins the chats of a person's phone number and LIDs when asked for one of them; since 2026.3.1. */
    public boolean mergesChats() {
        if (version == null) {
            return false;
        }
        String[] parts = version.split("[.\\-]", -1);
        int[] since = {2026, 3, 1};
        for (int i = 0; i < since.length; i++) {
            int part = i < parts.length && parts[i].matches("\\d{1,6}") ? Integer.parseInt(parts[i]) : 0;
            if (part != since[i]) {
                return part > since[i];
            }
        }
        return true;
    }
}
