package com.tradingsystem.whatsapp.waha.content;

import com.tradingsystem.whatsapp.event.JsonText;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.ObservedMessage.Quote;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an engine's own message says, in our words, before WAHA's own fields are laid over it.
 */
public record RawContent(
        MessageContent content,
        Set<Trait> traits,
        @Nullable Quote quote,
        @Nullable JsonText linkPreview) {

    static final RawContent NONE = of("unknown");

    /** What else is to be known of a raw message. */
    public enum Trait {
        FORWARDED,
        /** This version does not know such messages. */
        UNKNOWN_KIND,
        /** What WAHA copied into {@code body} is no text: a thumbnail in base64, a contact card. */
        BODY_IS_DATA,
        /** The message was deleted for everyone, and nothing but that is left of it. */
        REVOKED
    }

    public RawContent {
        traits = Set.copyOf(traits);
    }

    /** A message of which nothing but the kind is known. */
    public static RawContent of(String type) {
        return new RawContent(new MessageContent.Other(type, null), Set.of(), null, null);
    }

    /** Whether it has the trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
