package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Acknowledged;
import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.InboundEvent.InvitationAnswered;
import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.InboundEvent.PollVoted;
import com.tradingsystem.whatsapp.event.InboundEvent.Reacted;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.Told;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts events about messages by the table they go to. Used by one thread. */
final class SatelliteRows {

    private final Addresses addresses;
    private final List<Told<Acknowledged>> receipts = new ArrayList<>();
    private final List<Told<Reacted>> reactions = new ArrayList<>();
    private final List<Told<Edited>> edits = new ArrayList<>();
    private final List<Told<Revoked>> revocations = new ArrayList<>();
    private final List<Told<PollVoted>> votes = new ArrayList<>();
    private final List<Told<InvitationAnswered>> answers = new ArrayList<>();

    private SatelliteRows(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Whether some of the events go to one of these tables. */
    static boolean areIn(List<Told<InboundEvent>> told) {
        return told.stream().anyMatch(one -> !(one.fact() instanceof MessageSeen) && CoreRef.of(one) != null);
    }

    static SatelliteRows of(List<Told<InboundEvent>> told, Addresses addresses) {
        SatelliteRows rows = new SatelliteRows(addresses);
        told.forEach(rows::add);
        return rows;
    }

    void write(Pipeline pipeline) {
        SatelliteTables.RECEIPTS.write(pipeline, receipts);
        SatelliteTables.REACTIONS.write(pipeline, reactions);
        SatelliteTables.EDITS.write(pipeline, edits);
        SatelliteTables.REVOCATIONS.write(pipeline, revocations);
        SatelliteTables.VOTES.write(pipeline, votes);
        SatelliteTables.ANSWERS.write(pipeline, answers);
    }

    private void add(Told<InboundEvent> told) {
        SessionName session = told.session();
        switch (told.fact()) {
            case Acknowledged e -> {
                // That a message is still pending is no step on its way.
                if (e.ack() != Ack.PENDING) {
                    Jid participant = canonical(session, e.participant());
                    receipts.add(with(told, new Acknowledged(e.coreId(), e.chat(), participant, e.ack(), e.at())));
                }
            }
            case Reacted e ->
                reactions.add(
                        with(told, new Reacted(e.coreId(), e.chat(), kept(session, e.reactor()), e.emoji(), e.at())));
            case Edited e ->
                edits.add(with(
                        told,
                        new Edited(e.coreId(), e.editId(), e.chat(), kept(session, e.editor()), e.body(), e.at())));
            case Revoked e ->
                revocations.add(with(told, new Revoked(e.coreId(), e.chat(), canonical(session, e.revoker()), e.at())));
            case PollVoted e ->
                votes.add(with(
                        told,
                        new PollVoted(
                                e.coreId(), e.chat(), kept(session, e.voter()), e.options(), e.failed(), e.at())));
            case InvitationAnswered e ->
                answers.add(with(
                        told,
                        new InvitationAnswered(
                                e.coreId(),
                                e.chat(),
                                kept(session, e.respondent()),
                                e.response(),
                                e.extraGuests(),
                                e.at())));
            default -> {}
        }
    }

    private static <E extends InboundEvent> Told<E> with(Told<InboundEvent> told, E canonical) {
        return new Told<>(told.session(), told.by(), canonical);
    }

    private Jid kept(SessionName session, Jid jid) {
        return addresses.canonical(session, jid);
    }

    private @Nullable Jid canonical(SessionName session, @Nullable Jid jid) {
        return jid == null ? null : kept(session, jid);
    }
}
