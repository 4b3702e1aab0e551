package com.tradingsystem.whatsapp.event;

import java.util.List;
import java.util.Set;

/** What a reader made of the bytes of one delivery. */
public sealed interface Reading {

    /**
     * Understood.
     *
     * @param events what happened; usually one, in order of no meaning
     * @param links pairs of LID and phone number that the payload gave away
     * @param contacts who was mentioned
     * @param flags oddities that were repaired on the way
     */
    record Understood(
            Envelope envelope,
            Provenance provenance,
            List<InboundEvent> events,
            List<LidLink> links,
            List<ContactSighting> contacts,
            Set<Flag> flags)
            implements Reading {
        public Understood {
            events = List.copyOf(events);
            links = List.copyOf(links);
            contacts = List.copyOf(contacts);
            flags = Set.copyOf(flags);
        }
    }

    /** JSON of an object, but nothing this version can read: kept verbatim, to be replayed by one that can. */
    record Unrecognised(Envelope envelope, String reason, Set<Flag> flags) implements Reading {
        public Unrecognised {
            flags = Set.copyOf(flags);
        }
    }

    /** Not JSON or not an object: nothing worth keeping. */
    record Malformed(String reason) implements Reading {}

    /** Oddities of a payload. */
    enum Flag {
        /** A time before WhatsApp existed or in the future, replaced by the event's. */
        ABSURD_TIMESTAMP,
        /** NUL characters or lone surrogates, replaced. */
        UNSTORABLE_CHARACTERS,
        /** Nested too deep to be stored as JSON beside the message. */
        TOO_DEEP,
        /** A kind of message, status or role this version does not know. */
        UNKNOWN_KIND,
        /** A LID pair that contradicts itself or some other part that was left out. */
        PARTIAL
    }
}
