package com.tradingsystem.whatsapp.local.waha;

import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code /api/{session}/auth}: what a phone scans. A real code changes with time, this one each time somebody asks. */
final class PairingCalls {

    private final Sessions sessions;
    private final AtomicInteger codes = new AtomicInteger();

    PairingCalls(Sessions sessions) {
        this.sessions = sessions;
    }

    void addTo(Router router) {
        router.get("/api/{session}/auth/qr", this::qr);
    }

    /** The code as text; the picture of the real one is not here. */
    private Answer qr(Call call) {
        FakeSession session = sessions.known(call.variable("session"));
        call.oneOf("format", "image", "raw", "image");
        if (session.status() != SessionStatus.SCAN_QR_CODE) {
            String message = "Can get QR code only in SCAN_QR_CODE status. The current status is " + session.status();
            return Answer.error(422, message, "Unprocessable Entity");
        }
        String code = "2@%s/%d,c2Vzc2lvbg==,a2V5cw==,1".formatted(session.name(), codes.incrementAndGet());
        return Answer.ok(Json.with("value", code));
    }
}
