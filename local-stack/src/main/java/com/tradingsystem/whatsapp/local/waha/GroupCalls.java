package com.tradingsystem.whatsapp.local.waha;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.waha.dialect.Dialect;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import java.util.Comparator;
import java.util.List;

/** Groups, in the engine's own form except where it says {@code v2}. */
final class GroupCalls {

    private final Sessions sessions;
    private final FakeWahaSettings settings;

    GroupCalls(Sessions sessions, FakeWahaSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    void addTo(Router router) {
        router.get("/api/{session}/groups", this::list)
                .get("/api/{session}/groups/count", call -> {
                    int count = named(call).groups().all().size();
                    return Answer.ok(Json.with("count", count));
                })
                .post("/api/{session}/groups/refresh", call -> {
                    named(call);
                    return Answer.json(201, Json.with("success", true));
                })
                .get(
                        "/api/{session}/groups/{group}",
                        call -> Answer.ok(named(call).dialect().group(asked(call))))
                .get("/api/{session}/groups/{group}/picture", call -> {
                    asked(call);
                    return Answer.ok(Json.with("url", null));
                })
                .get("/api/{session}/groups/{group}/participants", this::participants);
        if (settings.version().isRecent()) {
            router.get("/api/{session}/groups/{group}/participants/v2", this::participantsV2);
        }
    }

    private FakeSession named(Call call) throws InterruptedException {
        return sessions.working(call.variable("session"));
    }

    /** An unknown group is an engine's error, not a 404. */
    private Group asked(Call call) throws InterruptedException {
        String id = call.variable("group");
        return named(call)
                .group(id)
                .orElseThrow(() -> Refusal.engine(settings, call.path(), "Group with id " + id + " not found"));
    }

    private Answer list(Call call) throws InterruptedException {
        boolean bySubject = call.oneOf("sortBy", "id", "id", "subject").equals("subject");
        boolean bare = call.all("exclude").contains("participants");
        FakeSession session = named(call);
        List<Group> groups = ChatCalls.page(
                        session.groups().all().stream()
                                .sorted(Comparator.comparing(bySubject ? Group::subject : Group::jid)),
                        call.number("limit", -1),
                        call.number("offset", 0))
                .map(group -> bare
                        ? new Group(group.jid(), group.subject(), group.description(), group.hidden(), List.of())
                        : group)
                .toList();
        return Answer.ok(session.dialect().groups(groups));
    }

    private Answer participants(Call call) throws InterruptedException {
        JsonNode group = named(call).dialect().group(asked(call));
        return Answer.ok(group.get(named(call).engine() == Engine.GOWS ? "Participants" : "participants"));
    }

    private Answer participantsV2(Call call) throws InterruptedException {
        return Answer.ok(Json.array(Dialect.members(asked(call))));
    }
}
