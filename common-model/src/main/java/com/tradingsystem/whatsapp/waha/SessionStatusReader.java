package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent.SessionChanged;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.time.Instant;
import java.util.Set;

/** {@code session.status}: the session changed its state. */
final class SessionStatusReader {

    private static final Set<String> KNOWN = Set.of(
            "STOPPED",
            "STARTING",
            "SCAN_QR_CODE",
            "WORKING",
            "FAILED",
            "PASSKEY_REQUIRED",
            "PASSKEY_CONFIRMATION_REQUIRED");

    private static final int LONGEST_STATUS = 64;

    private SessionStatusReader() {}

    static void read(Delivery delivery) {
        String status = delivery.payload().get("status").text(LONGEST_STATUS);
        if (status == null) {
            delivery.findings().lacks("status");
            return;
        }
        if (!KNOWN.contains(status)) {
            delivery.findings().flag(Flag.UNKNOWN_KIND);
        }
        Instant at = delivery.time(reachedAt(delivery.payload(), status));
        delivery.findings().add(new SessionChanged(status, at));
        delivery.findings().sighted(delivery.me().address(), delivery.me().pushName(), null, at);
    }

    /** The time of the last of the recent states, if that is the one told. */
    private static Json reachedAt(Json payload, String status) {
        var recent = payload.get("statuses").items();
        if (recent.isEmpty()) {
            return Json.NOTHING;
        }
        Json last = recent.getLast();
        return status.equals(last.get("status").text()) ? last.get("timestamp") : Json.NOTHING;
    }
}
