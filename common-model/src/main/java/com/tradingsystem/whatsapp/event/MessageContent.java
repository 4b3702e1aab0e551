package com.tradingsystem.whatsapp.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message says. */
public sealed interface MessageContent {

    /** The word in the column {@code message_type}. */
    String type();

    /** The text a person reads first: the text itself, a caption, a question; null where there is none. */
    @Nullable
    String body();

    /** Plain text, or the text of a chosen button or list entry. */
    record Text(String body) implements MessageContent {
        @Override
        public String type() {
            return "text";
        }
    }

    /** A file, with its caption as body. */
    record Media(MediaKind kind, @Nullable String body, MediaPointer pointer) implements MessageContent {
        @Override
        public String type() {
            return kind.type();
        }
    }

    /**
     * A place, shared as a message.
     *
     * @param live whether the sender kept sharing their position
     */
    record Location(Place place, boolean live, @Nullable String body) implements MessageContent {
        @Override
        public String type() {
            return live ? "live_location" : "location";
        }
    }

    /**
     * One or more contact cards.
     *
     * @param vcards as sent
     * @param names the names on the cards
     */
    record ContactCards(List<String> vcards, List<String> names) implements MessageContent {
        public ContactCards {
            vcards = List.copyOf(vcards);
            names = List.copyOf(names);
        }

        @Override
        public String type() {
            return "contact";
        }

        @Override
        public @Nullable String body() {
            return null;
        }
    }

    /** A poll; the body is its question. */
    record Poll(@Nullable String body, List<String> options) implements MessageContent {
        public Poll {
            options = List.copyOf(options);
        }

        @Override
        public String type() {
            return "poll";
        }
    }

    /**
     * Anything else: an order, an invitation, something WhatsApp invents tomorrow, or nothing at all.
     *
     * @param type a word of lower-case letters, digits and underscores; {@code unknown} if the payload does not tell,
     *     {@code waiting} while it cannot be decrypted, {@code view_once} if only the phone may show it
     */
    record Other(String type, @Nullable String body) implements MessageContent {}

    /** Whether there is nothing yet to show, so that any other content of the same message is better. */
    default boolean isEmpty() {
        return this instanceof Other other && other.body() == null && !isTyped(other.type());
    }

    private static boolean isTyped(String type) {
        return !type.equals("unknown") && !type.equals("waiting") && !type.equals("view_once");
    }
}
