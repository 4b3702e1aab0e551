package com.tradingsystem.whatsapp.gateway.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.tradingsystem.whatsapp.contact.ChatAddresses;
import com.tradingsystem.whatsapp.contact.KnownLinks;
import com.tradingsystem.whatsapp.contact.Links;
import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.access.VisibleSessions;
import com.tradingsystem.whatsapp.gateway.paging.Border;
import com.tradingsystem.whatsapp.gateway.paging.Cursor;
import com.tradingsystem.whatsapp.gateway.paging.Pages;
import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.MessageSettings;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import com.tradingsystem.whatsapp.message.timeline.LoneMessage;
import com.tradingsystem.whatsapp.message.timeline.Stretch;
import com.tradingsystem.whatsapp.message.timeline.Timeline;
import com.tradingsystem.whatsapp.message.timeline.TimelinePage;
import com.tradingsystem.whatsapp.message.timeline.TimelinePage.Position;
import com.tradingsystem.whatsapp.message.timeline.TimelineQuery;
import com.tradingsystem.whatsapp.session.KnownSession;
import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was written in a chat. A chat is the same under all its addresses: the phone number's and every LID's. */
@RestController
@RequestMapping("/api/messages/{session}/{chat}")
class MessageController {

    private static final String[] FILTERS = {"before", "after", "type", "from_me", "has_media"};
    private static final String[] PARAMETERS = {
        "limit", "cursor", "around", "at", "before", "after", "type", "from_me", "has_media"
    };

    private final VisibleSessions sessions;
    private final ReadSnapshot snapshot;
    private final ChatFinder chats;
    private final Timeline timeline;
    private final Links links;
    private final MessageView view;
    private final boolean hidesDeleted;

    MessageController(
            VisibleSessions sessions,
            ReadSnapshot snapshot,
            ChatFinder chats,
            Timeline timeline,
            Links links,
            MessageView view,
            MessageSettings settings) {
        this.sessions = sessions;
        this.snapshot = snapshot;
        this.chats = chats;
        this.timeline = timeline;
        this.links = links;
        this.view = view;
        this.hidesDeleted = settings.revokePolicy() != RevokePolicy.KEEP;
    }

    record PageJson(
            List<MessageJson> messages,
            @JsonProperty("next_cursor") @Nullable String nextCursor,
            @JsonProperty("prev_cursor") @Nullable String prevCursor) {}

    record OneJson(MessageDetailsJson message) {}

    @GetMapping
    ResponseEntity<PageJson> page(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String session,
            @PathVariable String chat,
            HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, PARAMETERS);
        TimelineQuery query = query(parameters);
        String queryKey = queryKey(session, chat, parameters);
        Stretch stretch = stretch(parameters, query, queryKey);
        SessionName name = sessions.name(caller, session);
        Jid asked = ChatName.parse(chat);
        TimelinePage page = asked == null
                ? null
                : timeline.quickPage(name, asked, hidesDeleted, query, stretch).orElse(null);
        if (page == null) {
            sessions.get(caller, session);
            page = snapshot.read(() -> chats.findAsked(
                    chat,
                    address -> timeline.page(name, address, hidesDeleted, query, stretch)
                            .filter(found -> !found.entries().isEmpty() || chats.isKnown(name, found.chat()))));
        }
        if (!page.isPlaced()) {
            throw new ProblemException(ProblemType.MESSAGE_NOT_FOUND);
        }
        String next = page.next() == null ? null : Cursor.of(queryKey, border(page.next(), true));
        String previous = page.previous() == null ? null : Cursor.of(queryKey, border(page.previous(), false));
        return Pages.page(request, new PageJson(view.of(page), next, previous), next, previous);
    }

    /** @param message the core id or WAHA's full id, in any of its forms */
    @GetMapping("/{message}")
    OneJson one(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String session,
            @PathVariable String chat,
            @PathVariable String message,
            HttpServletRequest request) {
        QueryParameters.of(request);
        SessionName name = sessions.name(caller, session);
        Jid asked = ChatName.parse(chat);
        String coreId = MessageId.coreIdOf(message);
        LoneMessage lone = asked == null || coreId == null
                ? null
                : timeline.quickOne(name, asked, hidesDeleted, coreId).orElse(null);
        if (lone != null) {
            return new OneJson(view.detailsOf(lone));
        }
        KnownSession known = sessions.get(caller, session);
        return snapshot.read(() -> chats.find(name, chat, addresses -> {
            MessageView.Chosen found = find(name, addresses, message);
            if (found != null) {
                return Optional.of(new OneJson(view.detailsOf(name, addresses, found, hidesDeleted(known))));
            }
            if (chats.isKnown(name, addresses)) {
                throw new ProblemException(ProblemType.MESSAGE_NOT_FOUND);
            }
            return Optional.empty();
        }));
    }

    /** Where several messages of the chat have the core id, the full id decides, as far as it tells; else the one stored first. */
    private MessageView.@Nullable Chosen find(SessionName session, ChatAddresses chat, String message) {
        MessageId full = MessageId.parse(message);
        String coreId = MessageId.coreIdOf(message);
        if (coreId == null) {
            return null;
        }
        AtomicReference<KnownLinks> known = new AtomicReference<>(KnownLinks.NONE);
        List<Timeline.Found> found = timeline.find(session, chat.all(), coreId, authors -> {
            Set<String> people = new HashSet<>(authors);
            if (full != null && full.participant() != null) {
                people.add(full.participant().value());
            }
            people.addAll(chat.all());
            known.set(links.of(session, people));
            return known.get();
        });
        return found.stream()
                .min(Comparator.comparing(candidate -> full != null && !isMeant(candidate.key(), full, known.get())))
                .map(chosen -> new MessageView.Chosen(
                        chosen,
                        found.stream()
                                .filter(other -> !other.equals(chosen))
                                .map(Timeline.Found::key)
                                .toList()))
                .orElse(null);
    }

    private static boolean isMeant(MessageKey key, MessageId full, KnownLinks known) {
        if (key.fromMe() != full.fromMe()) {
            return false;
        }
        return key.author() == null
                || full.participant() == null
                || known.isSamePerson(key.session(), key.author(), full.participant());
    }

    /** While what a deleted message said is still to be erased, it is hidden as well. */
    private boolean hidesDeleted(KnownSession session) {
        return session.revokePolicy() == null
                ? hidesDeleted
                : !session.revokePolicy().equals(RevokePolicy.KEEP.code());
    }

    private static TimelineQuery query(QueryParameters parameters) {
        Instant before = parameters.time("before");
        Instant after = parameters.time("after");
        if (before != null && after != null && !after.isBefore(before)) {
            throw ProblemException.invalidParameter("after", "must be earlier than before");
        }
        MessageTypes types = MessageTypes.parse(parameters.text("type"));
        return new TimelineQuery(
                before, after, types.only(), types.except(), parameters.flag("from_me"), parameters.flag("has_media"));
    }

    /** Where the page is: where a cursor leads, around a message, at a time, or at the end of the chat. */
    private static Stretch stretch(QueryParameters parameters, TimelineQuery query, String queryKey) {
        int limit = parameters.limit();
        parameters.atMostOne("cursor", "around", "at");
        Stretch byCursor = Cursor.open(parameters, queryKey, position -> stretch(Border.parse(position), limit));
        if (byCursor != null) {
            return byCursor;
        }
        String around = parameters.text("around");
        if (around != null) {
            String coreId = MessageId.coreIdOf(around);
            if (coreId == null) {
                throw ProblemException.invalidParameter("around", "must be the id or the core_id of a message");
            }
            return Stretch.around(coreId, limit);
        }
        Instant at = parameters.time("at");
        if (at == null) {
            return Stretch.newest(limit);
        }
        boolean isTooEarly = query.after() != null && at.isBefore(query.after());
        boolean isTooLate = query.before() != null && at.isAfter(query.before());
        if (isTooEarly || isTooLate) {
            throw ProblemException.invalidParameter("at", "must be between after and before");
        }
        return Stretch.at(at, limit);
    }

    /** What a cursor is bound to. The chat as asked for: which addresses it has may be learnt between two pages. */
    private static String queryKey(String session, String chat, QueryParameters parameters) {
        StringBuilder key = new StringBuilder("messages\0" + session + '\0' + chat);
        for (String filter : FILTERS) {
            key.append('\0').append(parameters.text(filter));
        }
        return key.toString();
    }

    private static String border(Position position, boolean isBelow) {
        return new Border(isBelow, position.timestamp(), position.number()).text();
    }

    private static Stretch stretch(Border border, int limit) {
        Position position = new Position(border.time(), border.number());
        return border.isBelow() ? Stretch.below(position, limit) : Stretch.above(position, limit);
    }
}
