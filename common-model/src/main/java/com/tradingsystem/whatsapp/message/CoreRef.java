package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.Told;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import org.jspecify.annotations.Nullable;

/** A message as other events name it: without saying whether the account itself sent it. */
public record CoreRef(SessionName session, String coreId) {

    static final Columns<CoreRef> COLUMNS = Columns.<CoreRef>of()
            .text("session_name", r -> r.session().value())
            .text("core_id", CoreRef::coreId)
            .build();

    static CoreRef of(MessageKey key) {
        return new CoreRef(key.session(), key.coreId());
    }

    /** The message an event speaks of, or null. */
    public static @Nullable CoreRef of(Told<? extends InboundEvent> told) {
        String coreId = coreIdOf(told.fact());
        return coreId == null ? null : new CoreRef(told.session(), coreId);
    }

    /** The core id of the message an event speaks of, or null. */
    public static @Nullable String coreIdOf(InboundEvent event) {
        return switch (event) {
            case InboundEvent.MessageSeen e -> e.message().id().coreId();
            case InboundEvent.Acknowledged e -> e.coreId();
            case InboundEvent.Reacted e -> e.coreId();
            case InboundEvent.Edited e -> e.coreId();
            case InboundEvent.Revoked e -> e.coreId();
            case InboundEvent.PollVoted e -> e.coreId();
            case InboundEvent.InvitationAnswered e -> e.coreId();
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
}
