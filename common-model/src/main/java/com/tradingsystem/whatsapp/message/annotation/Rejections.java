package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.Stamped;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.MessageRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which edits and revocations of a batch change nothing, and why. */
public record Rejections(AmendmentDecisions decisions, Addresses addresses) {

    /** Why the edits and revocations among these events change nothing; those that count are left out. */
    public List<NotApplied> of(List<Stamped<InboundEvent>> stamped, Collection<MessageKey> keys) {
        List<NotApplied> rejected = new ArrayList<>();
        for (Stamped<InboundEvent> one : stamped) {
            NotApplied reason = reason(one, keys);
            if (reason != null) {
                rejected.add(reason);
            }
        }
        return rejected;
    }

    private @Nullable NotApplied reason(Stamped<InboundEvent> stamped, Collection<MessageKey> keys) {
        if (stamped.value() instanceof Edited edit) {
            return reason(stamped, edit.fromMe(), edit.editor(), false, keys);
        }
        return stamped.value() instanceof Revoked revoked
                ? reason(stamped, revoked.fromMe(), revoked.revoker(), true, keys)
                : null;
    }

    private @Nullable NotApplied reason(
            Stamped<InboundEvent> stamped,
            boolean fromMe,
            @Nullable Jid who,
            boolean isRevocation,
            Collection<MessageKey> keys) {
        MessageRef ref = MessageRefs.of(stamped, addresses);
        List<MessageKey> meant =
                keys.stream().filter(key -> key.ref().equals(ref)).toList();
        Authority authority = new Authority(addresses);
        boolean counts = meant.stream()
                .anyMatch(key -> authority.isAuthor(key, fromMe, who)
                        || (isRevocation
                                && stamped.value() instanceof Revoked revoked
                                && decisions.counts(
                                        key, new ReportedAmendments.Revocation(fromMe, who, revoked.at()))));
        if (counts) {
            return null;
        }
        return meant.stream()
                .map(key -> authority.reason(key, who, fromMe))
                .filter(reason -> reason == NotApplied.NOT_AUTHOR)
                .findFirst()
                .orElse(NotApplied.UNKNOWN_AUTHOR);
    }
}
