package com.tradingsystem.whatsapp.event;

import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.List;

/**
 * A reading of a session, its events and contacts with their stamps. Stamping hashes everything that was read, so it is done by whoever
 * brings the reading, before a transaction holds any lock.
 */
public record StampedReading(
        SessionName session,
        Understood reading,
        List<Stamped<InboundEvent>> events,
        List<Stamped<ContactSighting>> sightings) {

    /** Stamps those of the readings that name a session. */
    public static List<StampedReading> of(List<Understood> readings) {
        return readings.stream()
                .filter(reading -> reading.envelope().session() != null)
                .map(StampedReading::of)
                .toList();
    }

    /**
     * Stamps a reading.
     *
     * @param reading names a session
     */
    public static StampedReading of(Understood reading) {
        SessionName session = reading.envelope().session();
        if (session == null) {
            throw new IllegalArgumentException("a reading that names no session");
        }
        return new StampedReading(
                session,
                reading,
                reading.events().stream()
                        .map(event -> stamped(session, reading, event))
                        .toList(),
                reading.contacts().stream()
                        .map(sighting -> stamped(session, reading, sighting))
                        .toList());
    }

    private static <F> Stamped<F> stamped(SessionName session, Understood reading, F fact) {
        return new Stamped<>(session, Stamp.of(reading.envelope(), reading.provenance(), fact), fact);
    }
}
