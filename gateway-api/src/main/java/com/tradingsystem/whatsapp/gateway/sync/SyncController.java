package com.tradingsystem.whatsapp.gateway.sync;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.contact.ChatAddresses;
import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.access.VisibleSessions;
import com.tradingsystem.whatsapp.gateway.message.ChatFinder;
import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.sync.ChatSyncState;
import com.tradingsystem.whatsapp.sync.CoverageRun;
import com.tradingsystem.whatsapp.sync.SessionSync;
import com.tradingsystem.whatsapp.sync.SyncReports;
import com.tradingsystem.whatsapp.sync.SyncRequests;
import com.tradingsystem.whatsapp.sync.SyncRequests.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How the pull of history stands, and the ways to ask for more of it. Asking takes the scope {@code admin}. */
@RestController
@RequestMapping("/api/sync/{session}")
class SyncController {

    private final VisibleSessions sessions;
    private final ChatFinder chats;
    private final SyncReports reports;
    private final SyncRequests requests;

    SyncController(VisibleSessions sessions, ChatFinder chats, SyncReports reports, SyncRequests requests) {
        this.sessions = sessions;
        this.chats = chats;
        this.reports = reports;
        this.requests = requests;
    }

    record SyncJson(SessionJson sync) {}

    record SessionJson(@JsonUnwrapped SessionSync session, List<ChatSyncState> queue) {}

    record CoverageAnswer(CoverageJson coverage) {}

    record RequestedJson(Requested requested) {}

    /**
     * What was asked for.
     *
     * @param chatId null where it was the whole session
     * @param syncType null where the session is only to be compared with the archive
     * @param chats how many chats that makes; null where it was one
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Requested(
            String sessionName,
            @Nullable String chatId,
            @Nullable String syncType,
            @Nullable Long chats) {}

    @GetMapping
    SyncJson session(@AuthenticationPrincipal Caller caller, @PathVariable String session, HttpServletRequest request) {
        int limit = QueryParameters.of(request, "limit").limit();
        SessionName name = name(caller, session);
        SessionSync sync = reports.session(name).orElseGet(() -> SessionSync.unknown(name));
        return new SyncJson(new SessionJson(sync, reports.chats(name, limit)));
    }

    @GetMapping("/{chat}/coverage")
    CoverageAnswer coverage(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String session,
            @PathVariable String chat,
            HttpServletRequest request) {
        int limit = QueryParameters.of(request, "limit").limit();
        SessionName name = name(caller, session);
        CoverageJson coverage = chat.equals(SyncRequests.ALL_CHATS)
                ? coverage(name, chat, limit).orElseThrow(() -> new ProblemException(ProblemType.CHAT_NOT_FOUND))
                : chats.find(name, chat, addresses -> coverage(name, addresses.canonical(), limit));
        return new CoverageAnswer(coverage);
    }

    private Optional<CoverageJson> coverage(SessionName name, String address, int limit) {
        Optional<ChatSyncState> state = reports.chat(name, address);
        List<CoverageRun> runs = reports.runs(name, List.of(address, SyncRequests.ALL_CHATS), limit);
        if (state.isEmpty() && runs.stream().noneMatch(run -> run.chatId().equals(address))) {
            return Optional.empty();
        }
        return Optional.of(new CoverageJson(
                address, state.orElse(null), reports.offered(name, address), reports.gaps(name, address), runs));
    }

    /** Without a type the session is compared with the archive as after an outage; with one, every known chat is asked for. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    RequestedJson requestSession(
            @AuthenticationPrincipal Caller caller, @PathVariable String session, HttpServletRequest request) {
        Kind kind = kind(QueryParameters.of(request, "type").text("type"));
        SessionName name = name(caller, session);
        if (kind == null) {
            requests.reconcile(name);
            return new RequestedJson(new Requested(name.value(), null, null, null));
        }
        return new RequestedJson(new Requested(name.value(), null, kind.code(), requests.everyChat(name, kind)));
    }

    /** Also brings back a chat that was given up or switched off. One that was never met would be asked for in vain. */
    @PostMapping("/{chat}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RequestedJson requestChat(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String session,
            @PathVariable String chat,
            HttpServletRequest request) {
        Kind asked = kind(QueryParameters.of(request, "type").text("type"));
        Kind kind = asked == null ? Kind.FULL : asked;
        SessionName name = name(caller, session);
        String address = chat.equals(SyncRequests.ALL_CHATS) ? chat : chats.find(name, chat, known -> met(name, known));
        requests.chat(name, address, kind);
        return new RequestedJson(new Requested(name.value(), address, kind.code(), null));
    }

    private SessionName name(Caller caller, String session) {
        return new SessionName(sessions.get(caller, session).sessionName());
    }

    /** The address a chat is kept under if it is known, be it only from WAHA's list of chats. */
    private Optional<String> met(SessionName session, ChatAddresses chat) {
        String address = chat.canonical();
        return reports.chat(session, address).isPresent() || chats.isKnown(session, chat)
                ? Optional.of(address)
                : Optional.empty();
    }

    private static @Nullable Kind kind(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.code().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidParameter(
                        "type",
                        "must be "
                                + Arrays.stream(Kind.values()).map(Kind::code).collect(Collectors.joining(", "))));
    }
}
