package com.tradingsystem.whatsapp.local.waha;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.local.waha.dialect.Fields;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** {@code /api/sessions}. */
final class SessionCalls {

    private final Sessions sessions;
    private final BiFunction<String, ObjectNode, FakeSession> factory;

    /** @param factory makes a session that was never paired, from its name and configuration */
    SessionCalls(Sessions sessions, BiFunction<String, ObjectNode, FakeSession> factory) {
        this.sessions = sessions;
        this.factory = factory;
    }

    void addTo(Router router) {
        router.get("/api/sessions", this::list)
                .get("/api/sessions/{session}", call -> Answer.ok(single(named(call))))
                .get(
                        "/api/sessions/{session}/me",
                        call -> Answer.ok(orNull(named(call).life().me())))
                .post("/api/sessions", this::create)
                .post("/api/sessions/{session}/start", call -> changed(call, SessionLife::start))
                .post("/api/sessions/{session}/stop", call -> changed(call, SessionLife::stop))
                .post("/api/sessions/{session}/logout", call -> changed(call, SessionLife::stop))
                .post(
                        "/api/sessions/{session}/restart",
                        call -> changed(call, life -> {
                            life.stop();
                            life.start();
                        }))
                .add("PUT", "/api/sessions/{session}", this::replace)
                .add("DELETE", "/api/sessions/{session}", this::delete);
    }

    private interface Change {
        void apply(SessionLife life);
    }

    private FakeSession named(Call call) {
        return sessions.known(call.variable("session"));
    }

    /** Without {@code all}, those that do not run are left out. */
    private Answer list(Call call) {
        boolean all = call.flag("all", false);
        List<Fields> list = sessions.all().stream()
                .filter(session -> all || session.status() != SessionStatus.STOPPED)
                .map(SessionCalls::entry)
                .toList();
        return Answer.ok(Json.array(list));
    }

    private Answer create(Call call) {
        JsonNode body = call.json();
        String name = body.path("name").asText("default");
        ObjectNode config = body.get("config") instanceof ObjectNode given ? given : Json.object();
        FakeSession session = factory.apply(name, config);
        if (!sessions.add(session)) {
            String message = "Session \"" + name + "\" already exists. Use PUT to update it.";
            return Answer.error(422, message, "Unprocessable Entity");
        }
        if (body.path("start").asBoolean(true)) {
            session.life().start();
        }
        return Answer.json(201, entry(session));
    }

    /** Takes the whole configuration; a session that runs is stopped and started. */
    private Answer replace(Call call) {
        SessionLife life = named(call).life();
        life.configure(call.json().get("config") instanceof ObjectNode given ? given : Json.object());
        if (life.status().isRunning()) {
            life.stop();
            life.start();
        }
        return Answer.ok(entry(named(call)));
    }

    private Answer delete(Call call) {
        sessions.find(call.variable("session")).ifPresent(session -> {
            session.life().stop();
            sessions.remove(session.name());
        });
        return Answer.ok(Json.object());
    }

    private Answer changed(Call call, Change change) {
        change.apply(named(call).life());
        return Answer.json(201, entry(named(call)));
    }

    private static Fields single(FakeSession session) {
        return entry(session).and("engine", Json.with("engine", session.engine().name()));
    }

    private static Fields entry(FakeSession session) {
        return Json.with("name", session.name())
                .and("status", session.status().name())
                .and("config", session.life().config())
                .and("me", session.life().me())
                .and("assignedWorker", "local")
                .and("presence", null)
                .and("timestamps", Json.object());
    }

    private static JsonNode orNull(@Nullable JsonNode node) {
        return node == null ? Json.NULL : node;
    }
}
