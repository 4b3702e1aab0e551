package com.tradingsystem.whatsapp.gateway.search;

import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.access.VisibleSessions;
import com.tradingsystem.whatsapp.gateway.paging.Cursor;
import com.tradingsystem.whatsapp.gateway.paging.Pages;
import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.MessageSettings;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import com.tradingsystem.whatsapp.search.QueryParser;
import com.tradingsystem.whatsapp.search.QueryRefused;
import com.tradingsystem.whatsapp.search.SearchQuery;
import com.tradingsystem.whatsapp.search.SearchQuery.Trait;
import com.tradingsystem.whatsapp.search.index.MatchFilter;
import com.tradingsystem.whatsapp.search.index.SearchIndex;
import com.tradingsystem.whatsapp.search.index.SearchIndex.Prepared;
import com.tradingsystem.whatsapp.session.KnownSession;
import com.tradingsystem.whatsapp.session.KnownSessions;
import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Finds messages by their words, in every session that the caller may see or in some of them. */
@RestController
class SearchController {

    private static final int MOST_COUNTED = 10_000;

    private final VisibleSessions visible;
    private final KnownSessions known;
    private final ReadSnapshot snapshot;
    private final SearchIndex index;
    private final People people;
    private final FoundMessages messages;
    private final HitView view;
    private final boolean hidesDeleted;

    SearchController(
            VisibleSessions visible,
            KnownSessions known,
            ReadSnapshot snapshot,
            SearchIndex index,
            People people,
            FoundMessages messages,
            HitView view,
            MessageSettings settings) {
        this.visible = visible;
        this.known = known;
        this.snapshot = snapshot;
        this.index = index;
        this.people = people;
        this.messages = messages;
        this.view = view;
        this.hidesDeleted = settings.revokePolicy() != RevokePolicy.KEEP;
    }

    /** What is asked for, apart from the page. */
    private record Asked(SearchQuery query, List<KnownSession> sessions, SearchOrder order) {}

    @GetMapping("/api/search")
    ResponseEntity<SearchJson> search(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "q", "session", "order", "limit", "cursor");
        int limit = parameters.limit();
        SearchOrder order = SearchOrder.of(parameters);
        SearchQuery query = query(parameters);
        String queryKey = String.join(
                "\0",
                "search",
                Objects.toString(parameters.text("q")),
                Objects.toString(parameters.text("session")),
                order.name());
        HitPosition after = Cursor.open(parameters, queryKey, HitPosition::read);
        Asked asked = new Asked(query, sessions(caller, parameters.text("session"), query), order);
        SearchJson answer = snapshot.read(() -> answer(asked, queryKey, after, limit));
        return Pages.page(request, answer, answer.nextCursor());
    }

    private static SearchQuery query(QueryParameters parameters) {
        String text = parameters.text("q");
        if (text == null) {
            throw ProblemException.invalidParameter("q", "must be given: what to look for");
        }
        try {
            return QueryParser.parse(text);
        } catch (QueryRefused e) {
            throw ProblemException.invalidParameter("q", e.reason());
        }
    }

    private List<KnownSession> sessions(Caller caller, @Nullable String parameter, SearchQuery query) {
        List<String> named = Stream.concat(Stream.ofNullable(parameter), query.sessions().stream())
                .distinct()
                .toList();
        return named.isEmpty()
                ? known.all().stream()
                        .filter(session -> caller.sees(new SessionName(session.sessionName())))
                        .toList()
                : named.stream().map(name -> visible.get(caller, name)).toList();
    }

    private SearchJson answer(Asked asked, String queryKey, @Nullable HitPosition after, int limit) {
        SearchQuery query = asked.query;
        Instant now = index.now();
        boolean isRefolding = index.isRefolding();
        Prepared prepared = index.prepare(query, isRefolding);
        MatchFilter filter = filter(asked);
        FoundMessages.Page page = switch (asked.order) {
            case TIME -> messages.newest(query, prepared, filter, after, limit);
            case RELEVANCE -> messages.best(query, prepared, filter, after, limit);
        };
        return new SearchJson(
                view.of(query, page.found()),
                matches(query, prepared, filter, page),
                SearchJson.Interpreted.of(query),
                new SearchJson.Coverage(now, isRefolding),
                page.next() == null ? null : Cursor.of(queryKey, page.next().write()));
    }

    /** Where only rows tell whether a message matches, no more than the page is known. */
    private SearchJson.Matches matches(
            SearchQuery query, Prepared prepared, MatchFilter filter, FoundMessages.Page page) {
        if (!FoundMessages.areCounted(query)) {
            return new SearchJson.Matches(page.found().size(), page.next() != null);
        }
        int count = index.count(prepared, filter, MOST_COUNTED + 1);
        return new SearchJson.Matches(Math.min(count, MOST_COUNTED), count > MOST_COUNTED);
    }

    private MatchFilter filter(Asked asked) {
        SearchQuery query = asked.query;
        List<SessionName> names = asked.sessions.stream()
                .map(session -> new SessionName(session.sessionName()))
                .toList();
        return new MatchFilter(
                names.stream().map(SessionName::value).toList(),
                asked.sessions.stream()
                        .filter(this::hidesDeleted)
                        .map(KnownSession::sessionName)
                        .toList(),
                query.after() == null ? MatchFilter.FIRST : query.after(),
                query.before() == null ? MatchFilter.LAST : query.before(),
                query.chats().isEmpty() ? null : people.named(names, query.chats()),
                query.senders().isEmpty() ? null : people.named(names, query.senders()),
                query.fromMe(),
                query.types().isEmpty() ? null : query.types(),
                query.traits().contains(Trait.MEDIA) ? Boolean.TRUE : null,
                query.traits().contains(Trait.REACTION) ? Boolean.TRUE : null);
    }

    /** While what a deleted message said is still to be erased, it is hidden as well. */
    private boolean hidesDeleted(KnownSession session) {
        return session.revokePolicy() == null
                ? hidesDeleted
                : !session.revokePolicy().equals(RevokePolicy.KEEP.code());
    }
}
