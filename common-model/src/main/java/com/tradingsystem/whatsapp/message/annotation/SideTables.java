package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Acknowledged;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of what other events say about messages, and the rule by which each is folded. */
final class SideTables {

    /** Every first time counts. */
    static final SideTable<Stamped<Acknowledged>> RECEIPTS = new SideTable<>(
            named(Acknowledged::chat, Acknowledged::coreId)
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
            """
            insert into whatsapp_gateway.message_receipts as t
                   (session_name, chat_id, core_id, participant, server_at, delivered_at, read_at, played_at, error_at)
            select session_name, chat_id, core_id, participant,
                   min(server_at), min(delivered_at), min(read_at), min(played_at), min(error_at)
              from %s
             group by session_name, chat_id, core_id, participant
            on conflict (session_name, chat_id, core_id, participant) do update
               set server_at    = least(t.server_at, excluded.server_at),
                   delivered_at = least(t.delivered_at, excluded.delivered_at),
                   read_at      = least(t.read_at, excluded.read_at),
                   played_at    = least(t.played_at, excluded.played_at),
                   error_at     = least(t.error_at, excluded.error_at)""");

    /** The newest holds. */
    static final SideTable<Stamped<Reacted>> REACTIONS = new SideTable<>(
            named(Reacted::chat, Reacted::coreId)
                    .text("reactor", t -> value(t.value().reactor()))
                    .text("emoji", t -> t.value().emoji())
                    .instant("reacted_at", t -> t.value().at())
                    .build(),
            newest(
                    "message_reactions",
                    "session_name, chat_id, core_id, reactor",
                    List.of("reacted_at", "emoji collate \"C\""),
                    List.of("emoji", "reacted_at")));

    /** The newest holds. */
    static final SideTable<Stamped<PollVoted>> VOTES = new SideTable<>(
            named(PollVoted::chat, PollVoted::coreId)
                    .text("voter", t -> value(t.value().voter()))
                    .jsonb("selected_options", t -> JsonArrays.of(t.value().options()))
                    .bool("is_readable", t -> !t.value().failed())
                    .instant("voted_at", t -> t.value().at())
                    .build(),
            newest(
                    "poll_votes",
                    "session_name, chat_id, core_id, voter",
                    List.of("voted_at", "is_readable", "selected_options"),
                    List.of("selected_options", "is_readable", "voted_at")));

    /** The newest holds. */
    static final SideTable<Stamped<InvitationAnswered>> ANSWERS = new SideTable<>(
            named(InvitationAnswered::chat, InvitationAnswered::coreId)
                    .text("respondent", t -> value(t.value().respondent()))
                    .text("response", t -> t.value().response())
                    .integer("extra_guests", t -> t.value().extraGuests())
                    .instant("answered_at", t -> t.value().at())
                    .build(),
            newest(
                    "invitation_answers",
                    "session_name, chat_id, core_id, respondent",
                    List.of("answered_at", "coalesce(response, '') collate \"C\"", "coalesce(extra_guests, -1)"),
                    List.of("response", "extra_guests", "answered_at")));

    /** Every version is kept, up to {@link #MOST_EDITS} of each editor; of two tellings of one version the lowest holds. */
    static final SideTable<Stamped<Edited>> EDITS = new SideTable<>(
            named(Edited::chat, Edited::coreId)
                    .instant("edited_at", t -> t.value().at())
                    .text("edit_id", t -> t.value().editId())
                    .bool("is_from_me", t -> t.value().fromMe())
                    .text("editor", t -> value(t.value().editor()))
                    .text("body", t -> t.value().body())
                    .text("told_by", t -> t.stamp().id())
                    .build(),
            lowest(
                    "message_edits",
                    "session_name, chat_id, core_id, is_from_me, editor, edited_at, edit_id",
                    List.of("told_by collate \"C\""),
                    List.of("body", "told_by")));

    /** The earliest of each revoker holds. */
    static final SideTable<Stamped<Revoked>> REVOCATIONS = new SideTable<>(
            named(Revoked::chat, Revoked::coreId)
                    .instant("revoked_at", t -> t.value().at())
                    .bool("is_from_me", t -> t.value().fromMe())
                    .text(
                            "revoked_by",
                            t -> t.value().revoker() == null
                                    ? ""
                                    : t.value().revoker().value())
                    .text("told_by", t -> t.stamp().id())
                    .build(),
            lowest(
                    "message_revocations",
                    "session_name, chat_id, core_id, is_from_me, revoked_by",
                    List.of("revoked_at", "told_by collate \"C\""),
                    List.of("revoked_at", "told_by")));

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

    private static <E extends InboundEvent> Columns.Builder<Stamped<E>> named(
            Function<E, Jid> chat, Function<E, String> coreId) {
        return Columns.<Stamped<E>>of()
                .text("session_name", t -> t.session().value())
                .text("chat_id", t -> chat.apply(t.value()).value())
                .text("core_id", t -> coreId.apply(t.value()));
    }

    private static Function<Stamped<Acknowledged>, @Nullable Instant> at(Ack ack) {
        return stamped -> stamped.value().ack() == ack ? stamped.value().at() : null;
    }

    private static String value(Jid jid) {
        return jid.value();
    }

    private static String newest(String table, String key, List<String> order, List<String> values) {
        return best(table, key, order, "desc", ">", values);
    }

    private static String lowest(String table, String key, List<String> order, List<String> values) {
        return best(table, key, order, "asc", "<", values);
    }

    private static String best(
            String table, String key, List<String> order, String direction, String better, List<String> values) {
        return "insert into whatsapp_gateway." + table + " as t (" + key + ", " + String.join(", ", values) + ")\n"
                + "select distinct on (" + key + ") " + key + ", " + String.join(", ", values) + "\n"
                + "  from %s\n order by " + key + ", "
                + order.stream().map(o -> o + " " + direction).collect(Collectors.joining(", ")) + "\n"
                + "on conflict (" + key + ") do update set "
                + values.stream().map(v -> v + " = excluded." + v).collect(Collectors.joining(", ")) + "\n"
                + " where (" + qualified(order, "excluded") + ") " + better + " (" + qualified(order, "t") + ")";
    }

    private static String qualified(List<String> order, String alias) {
        return order.stream()
                .map(o ->
                        o.startsWith("coalesce(") ? o.replace("coalesce(", "coalesce(" + alias + ".") : alias + "." + o)
                .collect(Collectors.joining(", "));
    }
}
