package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent.CallSeen;
import com.tradingsystem.whatsapp.event.InboundEvent.CallState;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.time.Instant;

/** {@code call.received}, {@code call.accepted}, {@code call.rejected}. */
final class CallReader {

    private static final int LONGEST_ID = 200;

    private CallReader() {}

    static void read(Delivery delivery, CallState state) {
        Json payload = delivery.payload();
        Json raw = payload.get("_data");
        Json id = payload.get("id");
        String callId = id.get("_serialized").or(id).text(LONGEST_ID);
        if (callId == null) {
            delivery.findings().lacks("call id");
            return;
        }
        Jid from = payload.get("from").jid();
        Instant at = delivery.time(payload.get("timestamp"));
        delivery.findings()
                .add(new CallSeen(
                        callId,
                        from,
                        state,
                        payload.get("isVideo").isTrue(),
                        payload.get("isGroup").isTrue(),
                        at));
        delivery.findings().sighted(from, at);
        delivery.findings().pairs().add(from, raw.get("callerPn").jid());
        delivery.dialect().collectPairs(raw, delivery.findings().pairs());
    }
}
