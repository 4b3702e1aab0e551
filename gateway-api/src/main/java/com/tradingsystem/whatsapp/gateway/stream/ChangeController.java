package com.tradingsystem.whatsapp.gateway.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tradingsystem.whatsapp.change.Changes;
import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.identity.SessionName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Server-sent events that name the sessions in which something was written, whichever process wrote it. Each runs on its request's
 * virtual thread. What came while a caller was not connected is found by asking.
 */
@RestController
class ChangeController {

    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int MOST = 500;

    private final Set<ChangedSessions> listening = ConcurrentHashMap.newKeySet();
    private final Changes changes;
    private final ObjectMapper json;

    ChangeController(Changes changes, ObjectMapper json) {
        this.changes = changes;
        this.json = json;
    }

    record ChangeJson(String session) {}

    @GetMapping(path = "/api/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(@AuthenticationPrincipal Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        QueryParameters.of(request);
        if (listening.size() >= MOST) {
            throw new ProblemException(ProblemType.UNAVAILABLE);
        }
        ShallowEtagHeaderFilter.disableContentCaching(request);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Proxies that gather answers would gather this one for ever.
        response.setHeader("X-Accel-Buffering", "no");
        ChangedSessions changed = new ChangedSessions(caller);
        Changes.Subscription subscription = changes.subscribe(changed::add);
        listening.add(changed);
        try {
            send(": listening\nretry: 1000\n\n", response);
            while (!changed.isClosed()) {
                Set<SessionName> sessions = changed.take(HEARTBEAT);
                StringBuilder events = new StringBuilder(sessions.isEmpty() ? ": still here\n\n" : "");
                for (SessionName session : sessions) {
                    events.append("event: change\ndata: ")
                            .append(json.writeValueAsString(new ChangeJson(session.value())))
                            .append("\n\n");
                }
                send(events.toString(), response);
            }
        } finally {
            listening.remove(changed);
            subscription.close();
        }
    }

    /** Before the web server waits for requests to end: these would not. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        listening.forEach(ChangedSessions::close);
    }

    private static void send(String events, HttpServletResponse response) throws IOException {
        OutputStream out = response.getOutputStream();
        out.write(events.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
