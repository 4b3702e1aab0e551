package com.tradingsystem.whatsapp.gateway.contact;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.tradingsystem.whatsapp.contact.Contact;
import com.tradingsystem.whatsapp.contact.ContactDirectory;
import com.tradingsystem.whatsapp.contact.ContactQuery;
import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.gateway.access.VisibleSessions;
import com.tradingsystem.whatsapp.gateway.paging.Border;
import com.tradingsystem.whatsapp.gateway.paging.Cursor;
import com.tradingsystem.whatsapp.gateway.paging.Pages;
import com.tradingsystem.whatsapp.gateway.paging.Portion;
import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.identity.SessionName;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Whom a session has met: people, groups, broadcast lists and channels. */
@RestController
class ContactController {

    private static final List<String> TYPES = List.of("individual", "group", "broadcast", "channel");
    private static final int LONGEST_WORDS = 200;

    private final VisibleSessions sessions;
    private final ContactDirectory contacts;

    ContactController(VisibleSessions sessions, ContactDirectory contacts) {
        this.sessions = sessions;
        this.contacts = contacts;
    }

    record PageJson(
            List<Contact> contacts,
            @JsonProperty("next_cursor") @Nullable String nextCursor,
            @JsonProperty("prev_cursor") @Nullable String previousCursor) {}

    @GetMapping("/api/contacts/{session}")
    ResponseEntity<PageJson> page(
            @AuthenticationPrincipal Caller caller, @PathVariable String session, HttpServletRequest request) {
        QueryParameters parameters = QueryParameters.of(request, "limit", "cursor", "type", "q");
        int limit = parameters.limit();
        String type = type(parameters);
        String words = words(parameters);
        String queryKey = "contacts\0" + session + '\0' + type + '\0' + words;
        ContactQuery.Border border = Cursor.open(parameters, queryKey, ContactController::readBorder);
        SessionName name = sessions.name(caller, session);

        List<Contact> found = contacts.find(new ContactQuery(name, type, words, border, limit + 1));
        if (found.isEmpty()) {
            sessions.get(caller, session);
        }
        Portion<Contact> page =
                Portion.of(found, limit, Portion.From.of(border == null, border != null && border.isBelow()));
        String next =
                page.isMoreBelow() ? Cursor.of(queryKey, border(page.entries().getLast(), true)) : null;
        String previous =
                page.isMoreAbove() ? Cursor.of(queryKey, border(page.entries().getFirst(), false)) : null;
        return Pages.page(request, new PageJson(page.entries(), next, previous), next, previous);
    }

    private static @Nullable String type(QueryParameters parameters) {
        String type = parameters.text("type");
        if (type != null && !TYPES.contains(type)) {
            throw ProblemException.invalidParameter("type", "must be one of " + String.join(", ", TYPES));
        }
        return type;
    }

    private static @Nullable String words(QueryParameters parameters) {
        String words = parameters.text("q");
        if (words != null && (words.isBlank() || words.length() > LONGEST_WORDS)) {
            throw ProblemException.invalidParameter("q", "must hold 1 to " + LONGEST_WORDS + " characters");
        }
        return words == null ? null : words.strip();
    }

    private static String border(Contact contact, boolean isBelow) {
        return new Border(isBelow, contact.firstSeenAt(), contact.id()).text();
    }

    private static ContactQuery.Border readBorder(String text) {
        Border border = Border.parse(text);
        return new ContactQuery.Border(border.time(), border.number(), border.isBelow());
    }
}
