package com.tradingsystem.whatsapp.event;

import com.tradingsystem.whatsapp.identity.Jid;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All addresses an event mentions: a LID that is left out here would be stored under itself for ever. */
final class MentionedAddresses {

    private MentionedAddresses() {}

    static Stream<Jid> in(InboundEvent event) {
        return switch (event) {
            case InboundEvent.MessageSeen e -> in(e.message());
            case InboundEvent.Annotation e -> of(e.chat(), e.by());
            case InboundEvent.SessionChanged e -> of();
            case InboundEvent.GroupDescribed e ->
                Stream.concat(
                        of(e.group(), e.owner()),
                        e.participants() == null
                                ? of()
                                : e.participants().stream().map(InboundEvent.Member::member));
            case InboundEvent.MembershipChanged e -> e.members().stream().map(InboundEvent.Member::member);
            case InboundEvent.CallSeen e -> of(e.from());
            case InboundEvent.LabelChanged e -> of();
            case InboundEvent.ChatLabelled e -> of(e.chat());
            case InboundEvent.ChatArchived e -> of(e.chat());
            case InboundEvent.Noted e -> of();
        };
    }

    private static Stream<Jid> in(ObservedMessage message) {
        return of(
                message.id().chat(),
                message.sender(),
                message.recipient(),
                message.quote() == null ? null : message.quote().participant());
    }

    private static Stream<Jid> of(@Nullable Jid... jids) {
        return Stream.of(jids).filter(Objects::nonNull);
    }
}
