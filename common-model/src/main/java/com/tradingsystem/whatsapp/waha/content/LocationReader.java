package com.tradingsystem.whatsapp.waha.content;

import com.tradingsystem.whatsapp.event.MessageContent.Location;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads WAHA's {@code location}, which it fills since 2025.12 (on WEBJS earlier), with its numbers as texts. */
final class LocationReader {

    private LocationReader() {}

    /** Whether there is a place to read. */
    static boolean isTold(Json payload) {
        Json location = payload.get("location");
        return location.get("latitude").number() != null
                || location.get("longitude").number() != null;
    }

    /**
     * Lays WAHA's fields over what the engine's message says.
     *
     * @param raw null if that speaks of no place
     */
    static Location read(Json payload, @Nullable Location raw) {
        Json location = payload.get("location");
        Location known = raw == null ? new Location(null, null, false, null, null, null, null) : raw;
        BigDecimal latitude = location.get("latitude").number();
        BigDecimal longitude = location.get("longitude").number();
        Boolean live = location.get("live").flag();
        return new Location(
                latitude == null ? known.latitude() : latitude,
                longitude == null ? known.longitude() : longitude,
                live == null ? known.live() : live,
                orElse(location.get("name"), known.name()),
                orElse(location.get("address"), known.address()),
                orElse(location.get("url"), known.url()),
                orElse(location.get("description"), known.body()));
    }

    private static @Nullable String orElse(Json told, @Nullable String known) {
        String text = told.text();
        return text == null ? known : text;
    }
}
