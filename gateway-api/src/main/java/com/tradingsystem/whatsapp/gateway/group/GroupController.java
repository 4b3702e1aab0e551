package com.tradingsystem.whatsapp.gateway.group;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.access.VisibleSessions;
import com.tradingsystem.whatsapp.gateway.paging.Cursor;
import com.tradingsystem.whatsapp.gateway.paging.Pages;
import com.tradingsystem.whatsapp.gateway.paging.Portion;
import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is known of a group, who is in it or was at a time, and what changed. */
@RestController
@RequestMapping("/api/groups/{session}/{group}")
class GroupController {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(-[0-9]+)?");
    private static final int LONGEST_ROLE = 50;

    private final VisibleSessions sessions;
    private final GroupReader groups;
    private final Clock clock;

    GroupController(VisibleSessions sessions, GroupReader groups, Clock clock) {
        this.sessions = sessions;
        this.groups = groups;
        this.clock = clock;
    }

    /**
     * A page of who is in a group.
     *
     * @param asOf the time asked for; null for now
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record ParticipantsJson(
            @Nullable Instant asOf,
            List<Participant> participants,
            @Nullable String nextCursor,
            @Nullable String prevCursor) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record ChangesJson(
            List<MembershipChange> changes,
            @Nullable String nextCursor,
            @Nullable String prevCursor) {}

    @GetMapping
    Group group(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String session,
            @PathVariable String group,
            HttpServletRequest request) {
        QueryParameters.of(request);
        SessionName name = sessions.name(caller, session);
        return known(caller, name, parse(group));
    }

    @GetMapping("/participants")
    ResponseEntity<ParticipantsJson> participants(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String session,
            @PathVariable String group,
            HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "limit", "cursor", "as_of", "role");
        int limit = parameters.limit();
        Instant asOf = asOf(parameters);
        String role = role(parameters);
        String queryKey = "participants\0" + session + '\0' + group + '\0' + parameters.text("as_of") + '\0' + role;
        ParticipantBorder border = Cursor.open(parameters, queryKey, ParticipantBorder::parse);
        SessionName name = sessions.name(caller, session);
        Jid address = parse(group);

        List<Participant> found = groups.participants(name, address, asOf, role, border, limit + 1);
        if (found.isEmpty()) {
            known(caller, name, address);
        }
        Portion<Participant> page =
                Portion.of(found, limit, Portion.From.of(border == null, border != null && border.isBelow()));
        String next =
                page.isMoreBelow() ? Cursor.of(queryKey, border(page.entries().getLast(), true)) : null;
        String previous =
                page.isMoreAbove() ? Cursor.of(queryKey, border(page.entries().getFirst(), false)) : null;
        return Pages.page(request, new ParticipantsJson(asOf, page.entries(), next, previous), next, previous);
    }

    @GetMapping("/changes")
    ResponseEntity<ChangesJson> changes(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String session,
            @PathVariable String group,
            HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "limit", "cursor");
        int limit = parameters.limit();
        String queryKey = "group-changes\0" + session + '\0' + group;
        ChangeBorder border = Cursor.open(parameters, queryKey, ChangeBorder::parse);
        SessionName name = sessions.name(caller, session);
        Jid address = parse(group);

        List<MembershipChange> found =
                groups.changes(name, address, border == null ? ChangeBorder.TOP : border, limit + 1);
        if (found.isEmpty()) {
            known(caller, name, address);
        }
        Portion<MembershipChange> page =
                Portion.of(found, limit, Portion.From.of(border == null, border != null && border.isBelow()));
        String next = page.isMoreBelow()
                ? Cursor.of(
                        queryKey,
                        ChangeBorder.of(page.entries().getLast(), true).text())
                : null;
        String previous = page.isMoreAbove()
                ? Cursor.of(
                        queryKey,
                        ChangeBorder.of(page.entries().getFirst(), false).text())
                : null;
        return Pages.page(request, new ChangesJson(page.entries(), next, previous), next, previous);
    }

    private Group known(Caller caller, SessionName session, Jid group) {
        return groups.find(session, group).orElseThrow(() -> {
            sessions.get(caller, session.value());
            return new ProblemException(ProblemType.GROUP_NOT_FOUND);
        });
    }

    /** The whole address, or the part before the {@code @}. */
    private static Jid parse(String group) {
        Jid address = NUMBER.matcher(group).matches() ? new Jid.Group(group) : Jid.parse(group);
        if (!(address instanceof Jid.Group)) {
            throw new ProblemException(ProblemType.GROUP_NOT_FOUND);
        }
        return address;
    }

    private @Nullable Instant asOf(QueryParameters parameters) {
        Instant asOf = parameters.time("as_of");
        if (asOf != null && asOf.isAfter(clock.instant())) {
            throw ProblemException.invalidParameter("as_of", "must not be in the future");
        }
        return asOf;
    }

    private static @Nullable String role(QueryParameters parameters) {
        String role = parameters.text("role");
        if (role != null && (role.isBlank() || role.length() > LONGEST_ROLE)) {
            throw ProblemException.invalidParameter("role", "must hold 1 to " + LONGEST_ROLE + " characters");
        }
        return role;
    }

    private static String border(Participant participant, boolean isBelow) {
        return new ParticipantBorder(isBelow, participant.whatsappId()).text();
    }
}
