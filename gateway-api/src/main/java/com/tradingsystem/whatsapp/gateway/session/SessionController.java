package com.tradingsystem.whatsapp.gateway.session;

import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.access.VisibleSessions;
import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.session.ActiveSessions;
import com.tradingsystem.whatsapp.session.ActiveSessions.ActiveSession;
import com.tradingsystem.whatsapp.session.KnownSession;
import com.tradingsystem.whatsapp.session.KnownSessions;
import com.tradingsystem.whatsapp.session.SessionCounts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Which sessions there are and how they are; only those the caller may see. */
@RestController
class SessionController {

    private final VisibleSessions visible;
    private final KnownSessions sessions;
    private final ActiveSessions active;
    private final SessionCounts counts;

    SessionController(VisibleSessions visible, KnownSessions sessions, ActiveSessions active, SessionCounts counts) {
        this.visible = visible;
        this.sessions = sessions;
        this.active = active;
        this.counts = counts;
    }

    record ListJson(List<SessionJson> sessions) {}

    record OneJson(SessionJson session) {}

    @GetMapping("/api/sessions")
    ListJson all(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "active");
        boolean onlyActive = Boolean.TRUE.equals(parameters.flag("active"));
        return new ListJson(onlyActive ? active(caller) : known(caller));
    }

    private List<SessionJson> active(Caller caller) {
        List<ActiveSession> connected = active.list();
        Map<String, KnownSession> known =
                sessions.all().stream().collect(Collectors.toMap(KnownSession::sessionName, Function.identity()));
        return connected.stream()
                .filter(session -> caller.sees(new SessionName(session.sessionName())))
                .flatMap(session -> Optional.ofNullable(known.get(session.sessionName()))
                        .map(facts -> SessionJson.of(facts, session.counts()))
                        .stream())
                .toList();
    }

    private List<SessionJson> known(Caller caller) {
        List<KnownSession> known = sessions.all();
        Map<String, SessionCounts.Counts> all = counts.all();
        return known.stream()
                .filter(session -> caller.sees(new SessionName(session.sessionName())))
                .map(session ->
                        SessionJson.of(session, all.getOrDefault(session.sessionName(), SessionCounts.Counts.NONE)))
                .toList();
    }

    @GetMapping("/api/sessions/{session}")
    OneJson one(@AuthenticationPrincipal Caller caller, @PathVariable String session, HttpServletRequest request) {
        QueryParameters.of(request);
        KnownSession known = visible.get(caller, session);
        return new OneJson(SessionJson.of(known, counts.of(known.sessionName()).orElse(SessionCounts.Counts.NONE)));
    }
}
