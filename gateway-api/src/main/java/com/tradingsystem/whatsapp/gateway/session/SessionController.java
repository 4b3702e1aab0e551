package com.tradingsystem.whatsapp.gateway.session;

import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.access.VisibleSessions;
import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.session.ActiveSessions;
import com.tradingsystem.whatsapp.session.KnownSession;
import com.tradingsystem.whatsapp.session.KnownSessions;
import com.tradingsystem.whatsapp.session.SessionCounts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
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

    /** @param sessions {@link SessionJson}, or {@link ActiveSessionJson} where only active ones were asked for */
    record ListJson(List<?> sessions) {}

    record OneJson(SessionJson session) {}

    @GetMapping("/api/sessions")
    ListJson all(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "active");
        if (Boolean.TRUE.equals(parameters.flag("active"))) {
            return new ListJson(active.list().stream()
                    .filter(session -> caller.sees(new SessionName(session.sessionName())))
                    .map(ActiveSessionJson::of)
                    .toList());
        }
        List<KnownSession> known = sessions.findAllByOrderBySessionName();
        Map<String, SessionCounts.Counts> all = counts.all();
        return new ListJson(known.stream()
                .filter(session -> caller.sees(new SessionName(session.sessionName())))
                .map(session ->
                        SessionJson.of(session, all.getOrDefault(session.sessionName(), SessionCounts.Counts.NONE)))
                .toList());
    }

    @GetMapping("/api/sessions/{session}")
    OneJson one(@AuthenticationPrincipal Caller caller, @PathVariable String session, HttpServletRequest request) {
        QueryParameters.of(request);
        KnownSession known = visible.get(caller, session);
        return new OneJson(SessionJson.of(known, counts.of(known.sessionName()).orElse(SessionCounts.Counts.NONE)));
    }
}
