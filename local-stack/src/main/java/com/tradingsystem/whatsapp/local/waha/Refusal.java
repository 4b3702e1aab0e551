package com.tradingsystem.whatsapp.local.waha;

import com.tradingsystem.whatsapp.local.waha.dialect.Fields;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import java.util.List;

/** A call that is answered with an error. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Refusal(Answer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    /** A parameter that is not what it must be; the message is an array. */
    static Refusal invalid(String message) {
        Fields body = Json.with("message", List.of(message))
                .and("error", "Bad Request")
                .and("statusCode", 400);
        return new Refusal(Answer.json(400, body));
    }

    static Refusal notFound(String message) {
        return new Refusal(Answer.notFound(message));
    }

    static Refusal noSuchSession(String session) {
        Fields body =
                Json.with("error", "Session \"" + session + "\" does not exist").and("session", session);
        return new Refusal(Answer.json(422, body));
    }

    static Refusal notWorking(String session, SessionStatus status) {
        return new Refusal(Answer.json(
                422,
                Json.with("error", "Session status is not as expected. Try again later or restart the session")
                        .and("session", session)
                        .and("status", status.name())
                        .and("expected", List.of("WORKING"))));
    }

    /** What an engine could not do, also where it merely found nothing. */
    static Refusal engine(FakeWahaSettings settings, String path, String message) {
        Fields exception = Json.with("message", message).and("name", "Error").and("stack", "Error: " + message);
        return new Refusal(Answer.json(
                500,
                Json.with("statusCode", 500)
                        .and("timestamp", settings.clock().instant().toString())
                        .and("exception", exception)
                        .and("request", Json.with("path", path))
                        .and("version", Json.with("version", settings.version().text()))));
    }
}
