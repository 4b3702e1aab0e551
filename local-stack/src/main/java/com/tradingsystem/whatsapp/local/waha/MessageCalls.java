package com.tradingsystem.whatsapp.local.waha;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The messages of a chat or of all chats. */
final class MessageCalls {

    private static final String[] ACKS = {"ERROR", "PENDING", "SERVER", "DEVICE", "READ", "PLAYED"};

    private final Sessions sessions;
    private final MediaShelf shelf;
    private final FakeWahaSettings settings;

    MessageCalls(Sessions sessions, MediaShelf shelf, FakeWahaSettings settings) {
        this.sessions = sessions;
        this.shelf = shelf;
        this.settings = settings;
    }

    void addTo(Router router) {
        router.get("/api/{session}/chats/{chat}/messages", this::list)
                .get("/api/{session}/chats/{chat}/messages/{message}", this::single);
    }

    private Answer list(Call call) throws InterruptedException {
        Filter filter = Filter.of(call);
        FakeSession session = sessions.working(call.variable("session"));
        Stream<Message> found = session.store().newestFirst(chats(session, call), filter.from(), filter.to());
        if (filter.ascending() && settings.version().isRecent()) {
            List<Message> all = new ArrayList<>(found.toList());
            Collections.reverse(all);
            found = all.stream();
        }
        // The page is cut first and filtered afterwards, so it may be shorter than the limit without being the last.
        List<Message> page = ChatCalls.page(found, filter.limit(), filter.offset())
                .filter(filter::matches)
                .toList();
        List<JsonNode> rendered = new ArrayList<>();
        for (Message message : page) {
            rendered.add(render(session, message, filter.downloadMedia()));
        }
        return Answer.ok(Json.array(rendered));
    }

    private static Collection<String> chats(FakeSession session, Call call) {
        String chat = AddressBook.publicForm(call.variable("chat"));
        if (chat.equals("all")) {
            return session.store().chats();
        }
        return call.flag("merge", true) ? session.people().aliases(chat) : Set.of(chat);
    }

    /** By full id or by bare core id; under {@code all} too. */
    private Answer single(Call call) throws InterruptedException {
        boolean download = call.flag("downloadMedia", true);
        FakeSession session = sessions.working(call.variable("session"));
        Collection<String> chats = chats(session, call);
        Optional<Message> found =
                session.find(coreId(call.variable("message"))).filter(message -> chats.contains(message.chat()));
        if (found.isEmpty()) {
            return Answer.notFound("Message not found");
        }
        return Answer.ok(render(session, found.get(), download));
    }

    private static String coreId(String id) {
        String[] parts = id.split("_", -1);
        return parts.length >= 3 ? parts[2] : id;
    }

    private JsonNode render(FakeSession session, Message message, boolean download) throws InterruptedException {
        JsonNode media = download ? shelf.fetch(session.name(), session.dialect(), message) : Json.NULL;
        return session.dialect().message(message, media);
    }

    /** The parameters of a list. */
    private record Filter(
            long limit,
            long offset,
            boolean downloadMedia,
            Instant from,
            Instant to,
            @Nullable Boolean fromMe,
            @Nullable String ack,
            boolean ascending) {

        static Filter of(Call call) {
            call.oneOf("sortBy", "timestamp", "timestamp", "messageTimestamp");
            String ack = call.oneOf("filter.ack", "", ACKS);
            return new Filter(
                    call.number("limit", 10),
                    call.number("offset", 0),
                    call.flag("downloadMedia", true),
                    Instant.ofEpochSecond(call.number("filter.timestamp.gte", Instant.MIN.getEpochSecond())),
                    Instant.ofEpochSecond(call.number("filter.timestamp.lte", Instant.MAX.getEpochSecond())),
                    call.flag("filter.fromMe"),
                    ack.isEmpty() ? null : ack,
                    call.oneOf("sortOrder", "desc", "asc", "desc").equals("asc"));
        }

        boolean matches(Message message) {
            return (fromMe == null || fromMe == message.fromMe())
                    && (ack == null || ack.equals(ACKS[message.ack() + 1]));
        }
    }
}
