package com.tradingsystem.whatsapp.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;
import java.io.IOException;
import java.util.Set;

/** What a reader that knows no events makes of bodies. */
final class Readings {

    private static final ObjectMapper json = new ObjectMapper();

    private Readings() {}

    static Reading of(RawEvent raw) {
        try {
            JsonNode node = json.readTree(raw.body());
            if (node.isObject()) {
                var envelope = new Envelope(null, "", null, null, null, Account.UNKNOWN, raw.receivedAt());
                return new Reading.Unrecognised(envelope, "a stand-in", Set.of());
            }
            return new Reading.Malformed("not an object");
        } catch (IOException e) {
            return new Reading.Malformed("not JSON");
        }
    }
}
