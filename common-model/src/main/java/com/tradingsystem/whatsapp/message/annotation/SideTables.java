package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.MergedTable;
import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.InboundEvent.Acknowledged;
import com.tradingsystem.whatsapp.event.InboundEvent.Annotation;
import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.InboundEvent.InvitationAnswered;
import com.tradingsystem.whatsapp.event.InboundEvent.PollVoted;
import com.tradingsystem.whatsapp.event.InboundEvent.Reacted;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.Stamped;
import com.tradingsystem.whatsapp.identity.Jid;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables of what other events say about messages, and the rule by which each is folded. */
final class SideTables {

    /** Every first time counts. */
    static final MergedTable<Stamped<Acknowledged>> RECEIPTS = MergedTable.of(
                    "message_receipts",
                    SideTables.<Acknowledged>named()
                            .text(
                                    "participant",
                                    t -> t.value().participant() == null
                                            ? ""
                                            : t.value().participant().value())
                            .instant("server_at", at(Ack.SERVER))
                            .instant("delivered_at", at(Ack.DEVICE))
                            .instant("read_at", at(Ack.READ))
                            .instant("played_at", at(Ack.PLAYED))
                            .instant("error_at", at(Ack.ERROR))
                            .build(),
                    "session_name",
                    "chat_id",
                    "core_id",
                    "participant")
            .least("server_at", "delivered_at", "read_at", "played_at", "error_at")
            .build();

    /** The newest holds. */
    static final MergedTable<Stamped<Reacted>> REACTIONS = MergedTable.of(
                    "message_reactions",
                    SideTables.<Reacted>named()
                            .text("reactor", t -> value(t.value().reactor()))
                            .text("emoji", t -> t.value().emoji())
                            .instant("reacted_at", t -> t.value().at())
                            .build(),
                    "session_name",
                    "chat_id",
                    "core_id",
                    "reactor")
            .newest("reacted_at", "emoji")
            .build();

    /** The newest holds. */
    static final MergedTable<Stamped<PollVoted>> VOTES = MergedTable.of(
                    "poll_votes",
                    SideTables.<PollVoted>named()
                            .text("voter", t -> value(t.value().voter()))
                            .jsonb(
                                    "selected_options",
                                    t -> JsonArrays.of(t.value().options()))
                            .bool("is_readable", t -> !t.value().failed())
                            .instant("voted_at", t -> t.value().at())
                            .build(),
                    "session_name",
                    "chat_id",
                    "core_id",
                    "voter")
            .newest("voted_at", "is_readable", "selected_options")
            .build();

    /** The newest holds. */
    static final MergedTable<Stamped<InvitationAnswered>> ANSWERS = MergedTable.of(
                    "invitation_answers",
                    SideTables.<InvitationAnswered>named()
                            .text("respondent", t -> value(t.value().respondent()))
                            .text("response", t -> t.value().response())
                            .integer("extra_guests", t -> t.value().extraGuests())
                            .instant("answered_at", t -> t.value().at())
                            .build(),
                    "session_name",
                    "chat_id",
                    "core_id",
                    "respondent")
            .newest("answered_at", "response", "extra_guests")
            .build();

    /** Every version is kept, up to {@link #MOST_EDITS} of each editor; of two tellings of one version the lowest holds. */
    static final MergedTable<Stamped<Edited>> EDITS = MergedTable.of(
                    "message_edits",
                    SideTables.<Edited>named()
                            .instant("edited_at", t -> t.value().at())
                            .text("edit_id", t -> t.value().editId())
                            .bool("is_from_me", t -> t.value().fromMe())
                            .text("editor", t -> value(t.value().editor()))
                            .text("body", t -> t.value().body())
                            .text("told_by", t -> t.stamp().id())
                            .build(),
                    "session_name",
                    "chat_id",
                    "core_id",
                    "is_from_me",
                    "editor",
                    "edited_at",
                    "edit_id")
            .lowest(List.of("told_by"), "body")
            .build();

    /** The earliest of each revoker holds. */
    static final MergedTable<Stamped<Revoked>> REVOCATIONS = MergedTable.of(
                    "message_revocations",
                    SideTables.<Revoked>named()
                            .instant("revoked_at", t -> t.value().at())
                            .bool("is_from_me", t -> t.value().fromMe())
                            .text(
                                    "revoked_by",
                                    t -> t.value().revoker() == null
                                            ? ""
                                            : t.value().revoker().value())
                            .text("told_by", t -> t.stamp().id())
                            .build(),
                    "session_name",
                    "chat_id",
                    "core_id",
                    "is_from_me",
                    "revoked_by")
            .lowest(List.of("revoked_at", "told_by"))
            .build();

    /**
     * WhatsApp lets people edit for a quarter of an hour; more edits of one message than this are a flood. The
     * newest stay, so that which ones do does not depend on the order they come in.
     */
    static final int MOST_EDITS = 100;

    private static final String PRUNE_EDITS = """
            delete from whatsapp_gateway.message_edits t
             using (select e.session_name, e.chat_id, e.core_id, e.is_from_me, e.editor, e.edited_at, e.edit_id,
                           row_number() over (partition by e.session_name, e.chat_id, e.core_id, e.is_from_me, e.editor
                                              order by e.edited_at desc, e.edit_id collate "C" desc) as place
                      from (select distinct session_name, chat_id, core_id, is_from_me, editor from %s) r
                      join whatsapp_gateway.message_edits e using (session_name, chat_id, core_id, is_from_me, editor)) old
             where old.place > %d
               and (t.session_name, t.chat_id, t.core_id, t.is_from_me, t.editor, t.edited_at, t.edit_id)
                 = (old.session_name, old.chat_id, old.core_id, old.is_from_me, old.editor, old.edited_at, old.edit_id)""".formatted(EDITS.columns().unnest("u"), MOST_EDITS);

    private SideTables() {}

    static void pruneEdits(Connection connection, List<Stamped<Edited>> edits) throws SQLException {
        if (!edits.isEmpty()) {
            EDITS.columns().run(connection, PRUNE_EDITS, edits);
        }
    }

    private static <E extends Annotation> Columns.Builder<Stamped<E>> named() {
        return Columns.<Stamped<E>>of()
                .text("session_name", t -> t.session().value())
                .text("chat_id", t -> t.value().chat().value())
                .text("core_id", t -> t.value().coreId());
    }

    private static Function<Stamped<Acknowledged>, @Nullable Instant> at(Ack ack) {
        return stamped -> stamped.value().ack() == ack ? stamped.value().at() : null;
    }

    private static String value(Jid jid) {
        return jid.value();
    }
}
