package com.tradingsystem.whatsapp.erasure;

import com.tradingsystem.whatsapp.erasure.Erasures.Note;
import com.tradingsystem.whatsapp.event.ContactSighting;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.GroupDescribed;
import com.tradingsystem.whatsapp.event.InboundEvent.Member;
import com.tradingsystem.whatsapp.event.InboundEvent.MembershipChanged;
import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.LidLink;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.ObservedMessage.Quote;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A reading without what it says of people from before they were erased. Something is from before if the earlier of its own time and
 * WAHA's event's is, so that neither a late delivery nor a time that somebody made up makes it new; a message that was erased stays
 * erased under any time. What a list says has no time: it counts once the person is known anew by something that has.
 */
final class ErasedPast {

    private final Understood reading;
    private final Map<String, Note> notes;

    ErasedPast(Understood reading, Map<String, Note> notes) {
        this.reading = reading;
        this.notes = notes;
    }

    Understood leftOut() {
        List<InboundEvent> events = reading.events().stream()
                .map(this::kept)
                .filter(Objects::nonNull)
                .toList();
        boolean isAllThere = events.equals(reading.events());
        Set<Jid> named = events.stream().flatMap(InboundEvent::addresses).collect(Collectors.toSet());
        List<ContactSighting> contacts = reading.contacts().stream()
                .filter(sighting -> staysBeside(isAllThere, named, sighting.at(), sighting.contact()))
                .toList();
        List<LidLink> links = reading.links().stream()
                .filter(link ->
                        staysBeside(isAllThere, named, reading.envelope().occurredAt(), link.lid(), link.phone()))
                .toList();
        return new Understood(reading.envelope(), reading.provenance(), events, links, contacts, reading.flags());
    }

    /** What is said of a person beside the events stays with those that speak of them. */
    private boolean staysBeside(boolean isAllThere, Set<Jid> named, Instant at, Jid... addresses) {
        return Stream.of(addresses).noneMatch(address -> notes.containsKey(address.value()))
                || Stream.of(addresses).anyMatch(named::contains)
                || (isAllThere && Stream.of(addresses).noneMatch(address -> isPast(address, at)));
    }

    private @Nullable InboundEvent kept(InboundEvent event) {
        return switch (event) {
            case MessageSeen e -> kept(e);
            case InboundEvent.Annotation e -> unlessPast(e, e.at(), e.chat(), e.by());
            case GroupDescribed e -> kept(e);
            case MembershipChanged e -> {
                List<Member> members = kept(e.members(), e.at());
                yield members.isEmpty() && !e.members().isEmpty()
                        ? null
                        : new MembershipChanged(e.group(), e.change(), members, e.at());
            }
            case InboundEvent.CallSeen e -> unlessPast(e, e.at(), e.from());
            case InboundEvent.ChatLabelled e -> unlessPast(e, e.at(), e.chat());
            case InboundEvent.ChatArchived e -> unlessPast(e, e.at(), e.chat());
            case InboundEvent.SessionChanged e -> e;
            case InboundEvent.LabelChanged e -> e;
            case InboundEvent.Noted e -> e;
        };
    }

    /** History that does not know a message's time says that of the reading. */
    private @Nullable InboundEvent kept(MessageSeen seen) {
        ObservedMessage message = seen.message();
        boolean isTimeless = message.timestampIsGuess() && reading.provenance() == Provenance.HISTORY;
        Instant at = isTimeless ? Instant.MIN : message.timestamp();
        if (unlessPast(seen, at, message.id().chat(), message.sender()) == null) {
            return null;
        }
        Quote quote = message.quote();
        return quote != null && quote.participant() != null && isPast(quote.participant(), at)
                ? new MessageSeen(withoutQuote(message, quote))
                : seen;
    }

    /** The engine's own message holds the quote once more. */
    private static ObservedMessage withoutQuote(ObservedMessage message, Quote quote) {
        return new ObservedMessage(
                message.id(),
                message.timestamp(),
                message.timestampIsGuess(),
                message.sender(),
                message.recipient(),
                message.content(),
                message.ack(),
                new Quote(quote.coreId(), null, null),
                message.attributes(),
                null);
    }

    private GroupDescribed kept(GroupDescribed group) {
        Jid owner = group.owner();
        return new GroupDescribed(
                group.group(),
                group.subject(),
                group.description(),
                owner != null && isPast(owner, group.at()) ? null : owner,
                group.participants() == null ? null : kept(group.participants(), group.at()),
                group.at());
    }

    private List<Member> kept(List<Member> members, Instant at) {
        return members.stream().filter(member -> !isPast(member.member(), at)).toList();
    }

    private @Nullable InboundEvent unlessPast(InboundEvent event, Instant at, @Nullable Jid... named) {
        InboundEvent.Subject about = event.about();
        String coreId = about == null ? null : about.coreId();
        for (Jid jid : named) {
            if (jid != null
                    && (isPast(jid, at) || (coreId != null && notes.containsKey(Erasures.message(jid, coreId))))) {
                return null;
            }
        }
        return event;
    }

    private boolean isPast(Jid jid, Instant at) {
        Note note = notes.get(jid.value());
        if (note == null) {
            return false;
        }
        Instant happenedAt = reading.envelope().occurredAt();
        if (reading.provenance() == Provenance.HISTORY && !at.isBefore(happenedAt)) {
            return !note.isBack();
        }
        return !(at.isBefore(happenedAt) ? at : happenedAt).isAfter(note.erasedAt());
    }
}
