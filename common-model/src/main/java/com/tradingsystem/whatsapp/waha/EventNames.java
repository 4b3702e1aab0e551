package com.tradingsystem.whatsapp.waha;

import static java.util.Map.entry;

import com.tradingsystem.whatsapp.event.InboundEvent.CallState;
import com.tradingsystem.whatsapp.event.InboundEvent.Noted;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who reads what: WAHA's names of events, as of 2026.7.1. */
final class EventNames {

    private static final Map<String, Consumer<Delivery>> READERS = Map.ofEntries(
            entry("message", MessageReader::read),
            entry("message.any", MessageReader::read),
            entry("message.waiting", MessageReader::readWaiting),
            entry("message.reaction", ReactionReader::read),
            entry("message.ack", AckReader::read),
            entry("message.ack.group", AckReader::read),
            entry("message.edited", EditReader::read),
            entry("message.revoked", RevocationReader::read),
            entry("session.status", SessionStatusReader::read),
            entry("group.join", OldGroupReader::readJoin),
            entry("group.leave", OldGroupReader::readLeave),
            entry("group.v2.join", GroupReader::readJoin),
            entry("group.v2.leave", GroupReader::readLeave),
            entry("group.v2.participants", GroupReader::readParticipants),
            entry("group.v2.update", GroupReader::readUpdate),
            entry("poll.vote", PollVoteReader::read),
            entry("poll.vote.failed", PollVoteReader::read),
            entry("event.response", EventResponseReader::read),
            entry("event.response.failed", EventResponseReader::read),
            entry("chat.archive", ChatArchiveReader::read),
            entry("call.received", delivery -> CallReader.read(delivery, CallState.RECEIVED)),
            entry("call.accepted", delivery -> CallReader.read(delivery, CallState.ACCEPTED)),
            entry("call.rejected", delivery -> CallReader.read(delivery, CallState.REJECTED)),
            entry("label.upsert", delivery -> LabelReader.read(delivery, false)),
            entry("label.deleted", delivery -> LabelReader.read(delivery, true)),
            entry("label.chat.added", delivery -> LabelReader.readChat(delivery, true)),
            entry("label.chat.deleted", delivery -> LabelReader.readChat(delivery, false)),
            entry("presence.update", EventNames::note),
            entry("engine.event", EventNames::note),
            entry("state.change", EventNames::note));

    private static final Set<String> NOTED = Set.of("presence.update", "engine.event", "state.change");

    private EventNames() {}

    /** The reader of the events of this name; null if this version knows no such events. */
    static @Nullable Consumer<Delivery> readerOf(String event) {
        return READERS.get(event);
    }

    /** Whether events of this name are kept verbatim only, in whatever shape they come. */
    static boolean isMerelyNoted(String event) {
        return NOTED.contains(event);
    }

    private static void note(Delivery delivery) {
        delivery.findings().add(new Noted());
    }
}
