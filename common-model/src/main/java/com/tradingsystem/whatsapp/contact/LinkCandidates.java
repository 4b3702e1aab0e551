package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.identity.Jid;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every phone number that was ever claimed for one LID, each with the time it was first told; concluded ones have none.
 *
 * <p>{@link #merge} is commutative, associative and idempotent. Usually there is one number. Where there are several, the one
 * that was first told last wins: people keep their LID when they change their number, and a late event that still
 * tells the old pair must not bring it back.
 */
record LinkCandidates(Map<Jid.Person, Observation> phones) {

    /** When a pair was first told; null if it was only concluded. */
    record Observation(@Nullable Instant at) {

        Observation merge(Observation other) {
            if (at == null || other.at == null) {
                return at == null ? other : this;
            }
            return at.isBefore(other.at) ? this : other;
        }
    }

    private static final Comparator<Map.Entry<Jid.Person, Observation>> BEST_FIRST = Comparator.comparing(
                    (Map.Entry<Jid.Person, Observation> entry) ->
                            entry.getValue().at(),
                    Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
            .thenComparing(Map.Entry::getKey);

    LinkCandidates {
        phones = Map.copyOf(phones);
    }

    static LinkCandidates of(Jid.Person phone, @Nullable Instant toldAt) {
        return new LinkCandidates(Map.of(phone, new Observation(toldAt)));
    }

    LinkCandidates merge(LinkCandidates other) {
        Map<Jid.Person, Observation> both = new HashMap<>(phones);
        other.phones.forEach((phone, told) -> both.merge(phone, told, Observation::merge));
        return new LinkCandidates(both);
    }

    Jid.Person winner() {
        return phones.entrySet().stream().min(BEST_FIRST).orElseThrow().getKey();
    }

    @Nullable
    Instant winnerToldAt() {
        return Objects.requireNonNull(phones.get(winner())).at();
    }

    /** The others; empty unless events contradict each other. */
    Map<Jid.Person, Observation> rivals() {
        Map<Jid.Person, Observation> rivals = new HashMap<>(phones);
        rivals.remove(winner());
        return rivals;
    }
}
