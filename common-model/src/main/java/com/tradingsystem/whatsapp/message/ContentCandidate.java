package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Stamp;
import java.time.Instant;
import java.util.Comparator;

/**
 * What a message says, according to one event. The least of all candidates wins, as a whole.
 *
 * @param rank 0 told by an event, 1 by history, 2 and 3 the same but with nothing to show
 * @param event the testimony's id; two claims equal in all three have the same content
 */
record ContentCandidate(int rank, Instant at, String event, Content content) implements Comparable<ContentCandidate> {

    private static final Comparator<ContentCandidate> ORDER = Comparator.comparingInt(ContentCandidate::rank)
            .thenComparing(ContentCandidate::at)
            .thenComparing(ContentCandidate::event);

    static ContentCandidate of(Stamp by, MessageContent told, Content content) {
        return new ContentCandidate(rankOf(by.provenance(), told), by.at(), by.id(), content);
    }

    /** The rank of what {@code provenance} tells. */
    static int rankOf(Provenance provenance, MessageContent content) {
        int rank = switch (provenance) {
            case WEBHOOK -> 0;
            case HISTORY -> 1;
        };
        return content.isEmpty() ? rank + 2 : rank;
    }

    ContentCandidate with(Content other) {
        return new ContentCandidate(rank, at, event, other);
    }

    ContentCandidate erased() {
        return with(content.erased());
    }

    ContentCandidate merge(ContentCandidate other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Whether both are the same claim, with or without the details at hand. */
    boolean isSameAs(ContentCandidate other) {
        return compareTo(other) == 0;
    }

    @Override
    public int compareTo(ContentCandidate other) {
        return ORDER.compare(this, other);
    }
}
