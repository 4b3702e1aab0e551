package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.report.Result;
import java.util.List;
import java.util.Map;

/** Contacts, sessions and one message. */
public final class SmallRoutes implements Figure {

    @Override
    public List<Result> measure(Subject subject) {
        Map<String, String> message =
                Query.row(subject.database(), subject.home().sql("some-message.sql"));
        String session = message.getOrDefault("session_name", "");
        String chat = message.getOrDefault("chat_id", "");
        String core = message.getOrDefault("core_id", "");
        return List.of(
                Route.measure(subject, "50 contacts", "/api/contacts/bench-1?limit=50", "bare/contacts.sql", Map.of()),
                Route.measure(subject, "all sessions", "/api/sessions", "bare/sessions.sql", Map.of()),
                Route.measure(
                        subject,
                        "one message",
                        "/api/messages/" + session + "/" + chat + "/" + core,
                        "bare/message.sql",
                        Map.of("session", session, "chat", chat, "core", core)));
    }
}
