package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Testimony;
import java.time.Instant;
import java.util.Comparator;

/**
 * What a message says, as somebody claims. The least of all claims holds, as a whole.
 *
 * @param rank 0 told by an event, 1 by history, 2 and 3 the same but with nothing to show
 * @param event the testimony's id; two claims equal in all three have the same content
 */
record ContentClaim(int rank, Instant at, String event, Content content) implements Comparable<ContentClaim> {

    private static final Comparator<ContentClaim> ORDER = Comparator.comparingInt(ContentClaim::rank)
            .thenComparing(ContentClaim::at)
            .thenComparing(ContentClaim::event);

    static ContentClaim of(Testimony by, MessageContent told, Content content) {
        return new ContentClaim(rankOf(by.provenance(), told), by.at(), by.id(), content);
    }

    /** The rank of what {@code provenance} tells. */
    static int rankOf(Provenance provenance, MessageContent content) {
        int rank = switch (provenance) {
            case WEBHOOK -> 0;
            case HISTORY -> 1;
        };
        return content.isEmpty() ? rank + 2 : rank;
    }

    ContentClaim with(Content other) {
        return new ContentClaim(rank, at, event, other);
    }

    ContentClaim erased() {
        return with(content.erased());
    }

    ContentClaim merge(ContentClaim other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Whether both are the same claim, with or without the details at hand. */
    boolean isSameAs(ContentClaim other) {
        return compareTo(other) == 0;
    }

    @Override
    public int compareTo(ContentClaim other) {
        return ORDER.compare(this, other);
    }
}
