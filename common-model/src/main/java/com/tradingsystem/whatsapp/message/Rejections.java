package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.Told;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.MessageRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which edits and revocations of a batch change nothing, and why. */
record Rejections(Decisions decisions, Addresses addresses) {

    List<NotApplied> of(List<Told<InboundEvent>> told, Collection<MessageKey> keys) {
        List<NotApplied> rejected = new ArrayList<>();
        for (Told<InboundEvent> one : told) {
            NotApplied reason = reason(one, keys);
            if (reason != null) {
                rejected.add(reason);
            }
        }
        return rejected;
    }

    private @Nullable NotApplied reason(Told<InboundEvent> told, Collection<MessageKey> keys) {
        if (told.fact() instanceof Edited edit) {
            return reason(told, edit.fromMe(), edit.editor(), false, keys);
        }
        return told.fact() instanceof Revoked revoked
                ? reason(told, revoked.fromMe(), revoked.revoker(), true, keys)
                : null;
    }

    private @Nullable NotApplied reason(
            Told<InboundEvent> told,
            boolean fromMe,
            @Nullable Jid who,
            boolean isRevocation,
            Collection<MessageKey> keys) {
        MessageRef ref = Refs.of(told, addresses);
        List<MessageKey> meant =
                keys.stream().filter(key -> key.ref().equals(ref)).toList();
        Authority authority = new Authority(addresses);
        boolean counts = meant.stream()
                .anyMatch(key -> authority.isAuthor(key, fromMe, who)
                        || (isRevocation
                                && told.fact() instanceof Revoked revoked
                                && decisions.counts(key, new ToldAmendments.Revocation(fromMe, who, revoked.at()))));
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
