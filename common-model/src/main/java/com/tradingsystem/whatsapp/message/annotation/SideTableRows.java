package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Acknowledged;
import com.tradingsystem.whatsapp.event.InboundEvent.Annotation;
import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.InboundEvent.InvitationAnswered;
import com.tradingsystem.whatsapp.event.InboundEvent.PollVoted;
import com.tradingsystem.whatsapp.event.InboundEvent.Reacted;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.Stamped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Sorts events about messages by the table they go to. Used by one thread. */
public final class SideTableRows {

    private final List<Stamped<Acknowledged>> receipts = new ArrayList<>();
    private final List<Stamped<Reacted>> reactions = new ArrayList<>();
    private final List<Stamped<Edited>> edits = new ArrayList<>();
    private final List<Stamped<Revoked>> revocations = new ArrayList<>();
    private final List<Stamped<PollVoted>> votes = new ArrayList<>();
    private final List<Stamped<InvitationAnswered>> answers = new ArrayList<>();

    private SideTableRows() {}

    /** The rows that these events add; nothing is written yet. */
    public static SideTableRows of(List<Stamped<InboundEvent>> stamped) {
        SideTableRows rows = new SideTableRows();
        stamped.forEach(rows::add);
        return rows;
    }

    /** Merges the rows into their tables, a statement a table. */
    public void write(Connection connection) throws SQLException {
        SideTables.RECEIPTS.merge(connection, receipts);
        SideTables.REACTIONS.merge(connection, reactions);
        SideTables.EDITS.merge(connection, edits);
        SideTables.pruneEdits(connection, edits);
        SideTables.REVOCATIONS.merge(connection, revocations);
        SideTables.VOTES.merge(connection, votes);
        SideTables.ANSWERS.merge(connection, answers);
    }

    private void add(Stamped<InboundEvent> stamped) {
        if (stamped.value() instanceof Annotation said) {
            add(stamped, said);
        }
    }

    private void add(Stamped<InboundEvent> stamped, Annotation said) {
        switch (said) {
            case Acknowledged e -> {
                // That a message is still pending is no step on its way.
                if (e.ack() != Ack.PENDING) {
                    receipts.add(with(stamped, e));
                }
            }
            case Reacted e -> reactions.add(with(stamped, e));
            case Edited e -> edits.add(with(stamped, e));
            case Revoked e -> revocations.add(with(stamped, e));
            case PollVoted e -> votes.add(with(stamped, e));
            case InvitationAnswered e -> answers.add(with(stamped, e));
        }
    }

    private static <E extends Annotation> Stamped<E> with(Stamped<InboundEvent> stamped, E event) {
        return new Stamped<>(stamped.session(), stamped.stamp(), event);
    }
}
