package com.tradingsystem.whatsapp.local.demo;

import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.phone.Person;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that happens in a scene. */
sealed interface Beat {

    Instant at();

    /** Somebody says something. */
    record Said(Message message) implements Beat {
        @Override
        public Instant at() {
            return message.sentAt();
        }
    }

    /** Somebody reacts. */
    record Reacted(Message message, Message.Reaction reaction) implements Beat {
        @Override
        public Instant at() {
            return reaction.at();
        }
    }

    /** Somebody changes what they said. */
    record Edited(Message message, String editId, String body, Instant at) implements Beat {}

    /** Somebody takes back what they said. */
    record Revoked(Message message, String revokeId, Instant at) implements Beat {}

    /** Somebody votes; options are null for a vote that cannot be decrypted. */
    record Voted(
            Message poll,
            Person voter,
            String voteId,
            @Nullable List<String> options,
            Instant at) implements Beat {}
}
