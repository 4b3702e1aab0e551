package com.tradingsystem.whatsapp.gateway.media;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.event.MediaKind;
import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.access.VisibleSessions;
import com.tradingsystem.whatsapp.gateway.message.ChatFinder;
import com.tradingsystem.whatsapp.gateway.paging.Border;
import com.tradingsystem.whatsapp.gateway.paging.Cursor;
import com.tradingsystem.whatsapp.gateway.paging.Pages;
import com.tradingsystem.whatsapp.gateway.paging.Portion;
import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.media.MediaQuery;
import com.tradingsystem.whatsapp.media.MediaStates;
import com.tradingsystem.whatsapp.media.MediaStates.MediaDetails;
import com.tradingsystem.whatsapp.message.MessageSettings;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The files of a session or of a chat, newest first: what a gallery shows. */
@RestController
class MediaListController {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Set<String> TYPES =
            Arrays.stream(MediaKind.values()).map(MediaKind::type).collect(Collectors.toCollection(TreeSet::new));

    private final VisibleSessions sessions;
    private final ChatFinder chats;
    private final MediaStates media;
    private final MessageSettings settings;

    MediaListController(VisibleSessions sessions, ChatFinder chats, MediaStates media, MessageSettings settings) {
        this.sessions = sessions;
        this.chats = chats;
        this.media = media;
        this.settings = settings;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record PageJson(
            List<MediaJson> media,
            @Nullable String nextCursor,
            @Nullable String prevCursor) {}

    @GetMapping("/api/media")
    ResponseEntity<PageJson> page(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        QueryParameters parameters =
                QueryParameters.of(request, "session", "chat", "type", "after", "before", "limit", "cursor");
        String session = parameters.text("session");
        if (session == null) {
            throw ProblemException.invalidParameter("session", "must be given");
        }
        String chat = parameters.text("chat");
        int limit = parameters.limit();
        Collection<String> types = types(parameters);
        String queryKey = String.join(
                "\0",
                "media",
                session,
                Objects.toString(chat),
                Objects.toString(types),
                Objects.toString(parameters.text("after")),
                Objects.toString(parameters.text("before")));
        Border border = Cursor.open(parameters, queryKey, Border::parse);
        Instant after = Objects.requireNonNullElse(parameters.time("after"), FIRST);
        Instant before = Objects.requireNonNullElse(parameters.time("before"), LAST);
        SessionName name = sessions.name(caller, session);

        Border from = border == null ? new Border(true, LAST, Long.MAX_VALUE) : border;
        MediaQuery query = new MediaQuery(
                name,
                hidesByDefault(),
                null,
                types,
                after,
                before,
                from.isBelow(),
                from.time(),
                from.number(),
                limit + 1);
        List<MediaDetails> found = chat == null ? media.list(query) : ofChat(caller, query, chat);
        if (found.isEmpty()) {
            sessions.get(caller, session);
        }
        Portion<MediaDetails> page =
                Portion.of(found, limit, Portion.From.of(border == null, border != null && border.isBelow()));
        String next =
                page.isMoreBelow() ? Cursor.of(queryKey, border(page.entries().getLast(), true)) : null;
        String previous =
                page.isMoreAbove() ? Cursor.of(queryKey, border(page.entries().getFirst(), false)) : null;
        List<MediaJson> entries = page.entries().stream().map(MediaJson::of).toList();
        return Pages.page(request, new PageJson(entries, next, previous), next, previous);
    }

    private List<MediaDetails> ofChat(Caller caller, MediaQuery query, String chat) {
        sessions.get(caller, query.session().value());
        return chats.find(query.session(), chat, addresses -> {
            List<MediaDetails> found = media.list(query.in(addresses.all()));
            return found.isEmpty() && !chats.isKnown(query.session(), addresses)
                    ? Optional.empty()
                    : Optional.of(found);
        });
    }

    private boolean hidesByDefault() {
        return settings.revokePolicy() != RevokePolicy.KEEP;
    }

    private static @Nullable Collection<String> types(QueryParameters parameters) {
        String text = parameters.text("type");
        if (text == null) {
            return null;
        }
        Set<String> types = new TreeSet<>(Arrays.asList(text.split(",", -1)));
        if (!TYPES.containsAll(types)) {
            throw ProblemException.invalidParameter("type", "must be one or more of " + String.join(", ", TYPES));
        }
        return types;
    }

    private static String border(MediaDetails media, boolean isBelow) {
        return new Border(isBelow, media.messageTimestamp(), media.state().id()).text();
    }
}
