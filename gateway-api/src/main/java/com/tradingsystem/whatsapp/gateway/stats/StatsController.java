package com.tradingsystem.whatsapp.gateway.stats;

import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.access.VisibleSessions;
import com.tradingsystem.whatsapp.gateway.message.ChatName;
import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.identity.Jid;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Numbers about a session. */
@RestController
@RequestMapping("/api/stats/{session}")
class StatsController {

    private static final List<String> MESSAGE_GROUPS = List.of("chat", "kind", "sender");
    private static final List<String> RESPONSE_GROUPS = List.of("chat");
    private static final int USUAL_GROUPS = 10;
    private static final int MOST_GROUPS = 50;
    private static final Period MONTH = Period.ofDays(30);
    private static final Period QUARTER = Period.ofDays(90);

    private final VisibleSessions sessions;
    private final StatsReader stats;
    private final Clock clock;

    StatsController(VisibleSessions sessions, StatsReader stats, Clock clock) {
        this.sessions = sessions;
        this.stats = stats;
        this.clock = clock;
    }

    /** Numbers, and what they are of: the range as it was asked for, with what was left to us. */
    record StatsJson<T>(Instant from, Instant to, String zone, List<T> rows) {

        static <T> StatsJson<T> of(StatsRange range, List<T> rows) {
            return new StatsJson<>(range.from(), range.to(), range.zone().getId(), rows);
        }
    }

    @GetMapping("/messages")
    StatsJson<MessageCount> messages(
            @AuthenticationPrincipal Caller caller, @PathVariable String session, HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "by", "zone", "from", "to", "chat", "group", "limit");
        StatsReader.Series series = series(parameters, MESSAGE_GROUPS);
        return StatsJson.of(series.range(), stats.messages(sessions.name(caller, session), series));
    }

    @GetMapping("/hours")
    StatsJson<HourCount> hours(
            @AuthenticationPrincipal Caller caller, @PathVariable String session, HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "zone", "from", "to", "chat");
        StatsRange range = StatsRange.of(parameters, clock, QUARTER);
        Jid chat = chat(parameters);
        return StatsJson.of(range, stats.hours(sessions.name(caller, session), range, chat));
    }

    @GetMapping("/responses")
    StatsJson<ResponseTime> responses(
            @AuthenticationPrincipal Caller caller, @PathVariable String session, HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "by", "zone", "from", "to", "chat", "group", "limit");
        StatsReader.Series series = series(parameters, RESPONSE_GROUPS);
        series.range().within(StatsRange.YEAR);
        return StatsJson.of(series.range(), stats.responses(sessions.name(caller, session), series));
    }

    @GetMapping("/unanswered")
    StatsJson<UnansweredChat> unanswered(
            @AuthenticationPrincipal Caller caller, @PathVariable String session, HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "zone", "from", "to", "limit");
        int limit = parameters.limit();
        StatsRange range = StatsRange.of(parameters, clock, MONTH);
        return StatsJson.of(range, stats.unanswered(sessions.name(caller, session), range, limit));
    }

    @GetMapping("/members")
    StatsJson<ActiveMember> members(
            @AuthenticationPrincipal Caller caller, @PathVariable String session, HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "zone", "from", "to", "chat", "limit");
        int limit = parameters.limit();
        StatsRange range = StatsRange.of(parameters, clock, MONTH);
        Jid chat = chat(parameters);
        return StatsJson.of(range, stats.members(sessions.name(caller, session), range, chat, limit));
    }

    @GetMapping("/files")
    StatsJson<FileCount> files(
            @AuthenticationPrincipal Caller caller, @PathVariable String session, HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "by", "zone", "from", "to", "chat");
        Step step = Step.of(parameters, Step.MONTH);
        StatsRange range = StatsRange.series(parameters, clock, step, true).within(StatsRange.YEAR);
        Jid chat = chat(parameters);
        return StatsJson.of(range, stats.files(sessions.name(caller, session), range, step, chat));
    }

    @GetMapping("/contacts")
    StatsJson<NewContacts> contacts(
            @AuthenticationPrincipal Caller caller, @PathVariable String session, HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "by", "zone", "from", "to");
        Step step = Step.of(parameters, Step.WEEK);
        StatsRange range = StatsRange.series(parameters, clock, step, false);
        return StatsJson.of(range, stats.contacts(sessions.name(caller, session), range, step));
    }

    private StatsReader.Series series(QueryParameters parameters, List<String> groups) {
        String group = parameters.text("group");
        if (group != null && !groups.contains(group)) {
            throw ProblemException.invalidParameter("group", "must be one of " + String.join(", ", groups));
        }
        int limit = parameters.text("limit") == null ? USUAL_GROUPS : parameters.limit();
        if (limit > MOST_GROUPS) {
            throw ProblemException.invalidParameter("limit", "must be a whole number from 1 to " + MOST_GROUPS);
        }
        Step step = Step.of(parameters, Step.DAY);
        StatsRange range = StatsRange.series(parameters, clock, step, group != null);
        if ("sender".equals(group)) {
            range.within(StatsRange.YEAR);
        }
        return new StatsReader.Series(range, step, chat(parameters), group, limit);
    }

    private static @Nullable Jid chat(QueryParameters parameters) {
        String text = parameters.text("chat");
        if (text == null) {
            return null;
        }
        Jid chat = ChatName.parse(text);
        if (chat == null) {
            throw ProblemException.invalidParameter("chat", "must be an address or a phone number");
        }
        return chat;
    }
}
