package com.tradingsystem.whatsapp.local.waha;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.local.waha.dialect.Fields;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer of the REST interface. */
@SuppressWarnings("ArrayRecordComponent") // written out once, never compared
record Answer(int status, Map<String, String> headers, byte[] body) {

    static Answer json(int status, JsonNode json) {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        return new Answer(status, Map.of("Content-Type", "application/json; charset=utf-8"), body);
    }

    static Answer ok(JsonNode json) {
        return json(200, json);
    }

    static Answer html(int status, String html) {
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        return new Answer(status, Map.of("Content-Type", "text/html; charset=utf-8"), body);
    }

    /** The framework's own form of an error. */
    static Answer error(int status, String message, String error) {
        Fields body = Json.with("message", message).and("error", error).and("statusCode", status);
        return json(status, body);
    }

    static Answer notFound(String message) {
        return error(404, message, "Not Found");
    }
}
