package com.tradingsystem.whatsapp.waha.content;

import com.tradingsystem.whatsapp.event.MessageContent.Location;
import com.tradingsystem.whatsapp.event.Place;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads WAHA's {@code location}, which it fills since 2025.12 (on WEBJS earlier), with its numbers as texts. */
final class LocationReader {

    private static final Location NOTHING = new Location(new Place(null, null, null, null, null), false, null);

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
        Location known = raw == null ? NOTHING : raw;
        Place place = known.place();
        BigDecimal latitude = location.get("latitude").number();
        BigDecimal longitude = location.get("longitude").number();
        Boolean live = location.get("live").flag();
        return new Location(
                new Place(
                        latitude == null ? place.latitude() : latitude,
                        longitude == null ? place.longitude() : longitude,
                        orElse(location.get("name"), place.name()),
                        orElse(location.get("address"), place.address()),
                        orElse(location.get("url"), place.url())),
                live == null ? known.live() : live,
                orElse(location.get("description"), known.body()));
    }

    private static @Nullable String orElse(Json told, @Nullable String known) {
        String text = told.text();
        return text == null ? known : text;
    }
}
