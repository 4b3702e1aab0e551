package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Subject;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.identity.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Which message a delivery speaks of, and who speaks.
 *
 * @param author {@value #ME} for the account itself; null if the event has no author
 */
record EventAuthor(
        @Nullable String coreId,
        @Nullable String chat,
        @Nullable String author) {

    /** Stands for the account itself, whatever its addresses. */
    static final String ME = "me";

    private static final EventAuthor NOBODY = new EventAuthor(null, null, null);

    static EventAuthor of(Reading reading) {
        if (!(reading instanceof Reading.Understood understood)) {
            return NOBODY;
        }
        for (InboundEvent event : understood.events()) {
            Subject subject = event.about();
            if (subject != null && subject.coreId() != null) {
                return new EventAuthor(subject.coreId(), subject.chat().value(), author(event));
            }
        }
        return NOBODY;
    }

    private static @Nullable String author(InboundEvent event) {
        return switch (event) {
            case InboundEvent.MessageSeen e ->
                author(e.message().id().fromMe(), e.message().sender());
            case InboundEvent.Edited e -> author(e.fromMe(), e.editor());
            case InboundEvent.Revoked e -> author(e.fromMe(), e.revoker());
            case InboundEvent.Acknowledged e -> null;
            case InboundEvent.Reacted e -> null;
            case InboundEvent.PollVoted e -> null;
            case InboundEvent.InvitationAnswered e -> null;
            case InboundEvent.SessionChanged e -> null;
            case InboundEvent.GroupDescribed e -> null;
            case InboundEvent.MembershipChanged e -> null;
            case InboundEvent.CallSeen e -> null;
            case InboundEvent.LabelChanged e -> null;
            case InboundEvent.ChatLabelled e -> null;
            case InboundEvent.ChatArchived e -> null;
            case InboundEvent.Noted e -> null;
        };
    }

    private static @Nullable String author(boolean fromMe, @Nullable Jid who) {
        return fromMe ? ME : who == null ? null : who.value();
    }
}
