package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Acknowledged;
import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.InboundEvent.InvitationAnswered;
import com.tradingsystem.whatsapp.event.InboundEvent.PollVoted;
import com.tradingsystem.whatsapp.event.InboundEvent.Reacted;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.Told;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Sorts events about messages by the table they go to. Used by one thread. */
final class SatelliteRows {

    private final List<Told<Acknowledged>> receipts = new ArrayList<>();
    private final List<Told<Reacted>> reactions = new ArrayList<>();
    private final List<Told<Edited>> edits = new ArrayList<>();
    private final List<Told<Revoked>> revocations = new ArrayList<>();
    private final List<Told<PollVoted>> votes = new ArrayList<>();
    private final List<Told<InvitationAnswered>> answers = new ArrayList<>();

    private SatelliteRows() {}

    static SatelliteRows of(List<Told<InboundEvent>> told) {
        SatelliteRows rows = new SatelliteRows();
        told.forEach(rows::add);
        return rows;
    }

    void write(Connection connection) throws SQLException {
        SatelliteTables.RECEIPTS.write(connection, receipts);
        SatelliteTables.REACTIONS.write(connection, reactions);
        SatelliteTables.EDITS.write(connection, edits);
        SatelliteTables.pruneEdits(connection, edits);
        SatelliteTables.REVOCATIONS.write(connection, revocations);
        SatelliteTables.VOTES.write(connection, votes);
        SatelliteTables.ANSWERS.write(connection, answers);
    }

    private void add(Told<InboundEvent> told) {
        switch (told.fact()) {
            case Acknowledged e -> {
                // That a message is still pending is no step on its way.
                if (e.ack() != Ack.PENDING) {
                    receipts.add(with(told, e));
                }
            }
            case Reacted e -> reactions.add(with(told, e));
            case Edited e -> edits.add(with(told, e));
            case Revoked e -> revocations.add(with(told, e));
            case PollVoted e -> votes.add(with(told, e));
            case InvitationAnswered e -> answers.add(with(told, e));
            case InboundEvent.MessageSeen e -> {}
            case InboundEvent.SessionChanged e -> {}
            case InboundEvent.GroupDescribed e -> {}
            case InboundEvent.MembershipChanged e -> {}
            case InboundEvent.CallSeen e -> {}
            case InboundEvent.LabelChanged e -> {}
            case InboundEvent.ChatLabelled e -> {}
            case InboundEvent.ChatArchived e -> {}
            case InboundEvent.Noted e -> {}
        }
    }

    private static <E extends InboundEvent> Told<E> with(Told<InboundEvent> told, E event) {
        return new Told<>(told.session(), told.by(), event);
    }
}
