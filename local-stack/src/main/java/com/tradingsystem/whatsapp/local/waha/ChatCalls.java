package com.tradingsystem.whatsapp.local.waha;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.tradingsystem.whatsapp.local.phone.Group;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import com.tradingsystem.whatsapp.local.waha.dialect.Fields;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lists of chats. */
final class ChatCalls {

    private final Sessions sessions;
    private final FakeWahaSettings settings;

    ChatCalls(Sessions sessions, FakeWahaSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    void addTo(Router router) {
        router.get("/api/{session}/chats", this::chats)
                .get("/api/{session}/chats/overview", this::overview)
                .post("/api/{session}/chats/overview", this::postedOverview)
                .get("/api/{session}/chats/{chat}/picture", this::picture);
    }

    private record Chat(String jid, @Nullable String name, Instant lastActivity) {}

    /** In the engine's own form, all of them unless a limit is given. */
    private Answer chats(Call call) throws InterruptedException {
        FakeSession session = sessions.working(call.variable("session"));
        String sortBy = call.oneOf("sortBy", "conversationTimestamp", "conversationTimestamp", "id", "name");
        boolean ascending = call.oneOf("sortOrder", "desc", "asc", "desc").equals("asc");
        Comparator<Chat> order = switch (sortBy) {
            case "id" -> Comparator.comparing(Chat::jid);
            case "name" -> Comparator.comparing(chat -> chat.name() == null ? "" : chat.name());
            default -> Comparator.comparing(Chat::lastActivity);
        };
        Stream<Chat> chats = session.store().chats().stream()
                .map(jid -> new Chat(jid, name(session, jid), lastActivity(session, jid)))
                .sorted(ascending ? order : order.reversed());
        return Answer.ok(Json.array(page(chats, call.number("limit", -1), call.number("offset", 0))
                .map(chat -> session.dialect().chat(chat.jid(), chat.name(), chat.lastActivity()))
                .toList()));
    }

    /** NOWEB's time of a chat does not follow its messages: it is told at login and when the chat is new. */
    private static Instant lastActivity(FakeSession session, String chat) {
        MessageStore store = session.store();
        Optional<Instant> told = session.engine() == Engine.NOWEB
                ? store.historyEnd(chat).or(() -> store.firstHeard(chat))
                : store.newest(chat).map(Message::sentAt);
        return told.orElse(Instant.EPOCH);
    }

    private Answer overview(Call call) throws InterruptedException {
        return overview(call, call.number("limit", 20), call.number("offset", 0), call.all("ids"));
    }

    private Answer postedOverview(Call call) throws InterruptedException {
        JsonNode body = call.json();
        if (settings.version().isRecent() && !body.path("pagination").isObject()) {
            throw Refusal.invalid("pagination should not be null or undefined");
        }
        List<String> ids = new ArrayList<>();
        body.path("filter").path("ids").forEach(id -> ids.add(id.asText()));
        JsonNode pagination = body.path("pagination");
        return overview(
                call,
                pagination.path("limit").asLong(20),
                pagination.path("offset").asLong(0),
                ids);
    }

    /** Newest first. NOWEB leaves out channels, stories and broadcast lists. */
    private Answer overview(Call call, long limit, long offset, List<String> ids) throws InterruptedException {
        FakeSession session = sessions.working(call.variable("session"));
        Stream<Message> newest = session.store().chats().stream()
                .filter(chat -> ids.isEmpty() || ids.contains(chat))
                .filter(chat -> session.engine() != Engine.NOWEB
                        || !(chat.endsWith("@newsletter") || chat.endsWith("@broadcast")))
                .flatMap(chat -> session.store().newest(chat).stream())
                .sorted(Comparator.comparing(Message::sentAt).reversed());
        ArrayNode overview = Json.array(page(newest, limit, offset)
                .map(message -> entry(session, message))
                .toList());
        return Answer.ok(overview);
    }

    private static Fields entry(FakeSession session, Message last) {
        String chat = last.chat();
        String name = name(session, chat);
        return Json.with("id", chat)
                .and("name", name)
                .and("picture", null)
                .and("lastMessage", session.dialect().message(last, Json.NULL))
                .and("_chat", session.dialect().chat(chat, name, lastActivity(session, chat)));
    }

    private Answer picture(Call call) throws InterruptedException {
        sessions.working(call.variable("session"));
        return Answer.ok(Json.with("url", null));
    }

    private static @Nullable String name(FakeSession session, String chat) {
        Optional<Group> group = session.group(chat);
        return group.isPresent() ? group.get().subject() : session.people().nameOf(chat);
    }

    static <T> Stream<T> page(Stream<T> all, long limit, long offset) {
        Stream<T> rest = all.skip(Math.max(0, offset));
        return limit < 0 ? rest : rest.limit(limit);
    }
}
