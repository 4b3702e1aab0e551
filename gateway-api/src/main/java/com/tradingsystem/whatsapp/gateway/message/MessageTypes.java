package com.tradingsystem.whatsapp.gateway.message;

import com.tradingsystem.whatsapp.event.MediaKind;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of the filter {@code type}: one or more kinds of messages, separated by commas, or {@value #OTHER} for all kinds
 * that have no name here because WhatsApp invented them later.
 *
 * @param only empty for all kinds
 * @param except kinds that are left out
 */
record MessageTypes(Set<String> only, Set<String> except) {

    static final String OTHER = "other";

    /** Every word the reader of WAHA's events has for a kind of message. */
    private static final Set<String> KNOWN = new TreeSet<>(Stream.concat(
                    Arrays.stream(MediaKind.values()).map(MediaKind::type),
                    Stream.of(
                            "text",
                            "location",
                            "live_location",
                            "contact",
                            "poll",
                            "unknown",
                            "waiting",
                            "event",
                            "event_invite",
                            "group_invite",
                            "channel_admin_invite",
                            "channel_invite",
                            "order",
                            "product",
                            "invoice",
                            "sticker_pack",
                            "list",
                            "buttons",
                            "template",
                            "interactive",
                            "buttons_response",
                            "template_button_reply",
                            "list_response",
                            "interactive_response",
                            "rich_response",
                            "greeting",
                            "answer",
                            "music",
                            "album",
                            "call",
                            "pin",
                            "keep",
                            "protocol",
                            "reaction",
                            "poll_vote",
                            "poll_result",
                            "poll_add_option",
                            "event_response",
                            "payment",
                            "request_phone_number",
                            "view_once",
                            "notification",
                            "oversized",
                            "comment"))
            .toList());

    static MessageTypes parse(@Nullable String text) {
        if (text == null) {
            return new MessageTypes(Set.of(), Set.of());
        }
        if (text.equals(OTHER)) {
            return new MessageTypes(Set.of(), KNOWN);
        }
        Set<String> types = Set.copyOf(Arrays.asList(text.split(",", -1)));
        if (!KNOWN.containsAll(types)) {
            throw ProblemException.invalidParameter(
                    "type", "must be one or more of %s, or other".formatted(String.join(", ", KNOWN)));
        }
        return new MessageTypes(types, Set.of());
    }
}
