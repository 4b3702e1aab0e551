package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Acknowledged;
import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.InboundEvent.InvitationAnswered;
import com.tradingsystem.whatsapp.event.InboundEvent.PollVoted;
import com.tradingsystem.whatsapp.event.InboundEvent.Reacted;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.Told;
import com.tradingsystem.whatsapp.identity.Jid;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of what other events say about messages, and the rule by which each is folded. */
final class SatelliteTables {

    /** Every first time counts. */
    static final Satellite<Told<Acknowledged>> RECEIPTS = new Satellite<>(
            "message_receipts",
            "participant",
            named(Acknowledged::coreId)
                    .text(
                            "participant",
                            t -> t.fact().participant() == null
                                    ? ""
                                    : t.fact().participant().value())
                    .instant("server_at", at(Ack.SERVER))
                    .instant("delivered_at", at(Ack.DEVICE))
                    .instant("read_at", at(Ack.READ))
                    .instant("played_at", at(Ack.PLAYED))
                    .instant("error_at", at(Ack.ERROR))
                    .build(),
            """
            insert into whatsapp_gateway.message_receipts as t
                   (session_name, core_id, participant, server_at, delivered_at, read_at, played_at, error_at)
            select session_name, core_id, participant,
                   min(server_at), min(delivered_at), min(read_at), min(played_at), min(error_at)
              from %s
             group by session_name, core_id, participant
            on conflict (session_name, core_id, participant) do update
               set server_at    = least(t.server_at, excluded.server_at),
                   delivered_at = least(t.delivered_at, excluded.delivered_at),
                   read_at      = least(t.read_at, excluded.read_at),
                   played_at    = least(t.played_at, excluded.played_at),
                   error_at     = least(t.error_at, excluded.error_at)""");

    /** The newest holds. */
    static final Satellite<Told<Reacted>> REACTIONS = new Satellite<>(
            "message_reactions",
            "reactor",
            named(Reacted::coreId)
                    .text("reactor", t -> value(t.fact().reactor()))
                    .text("emoji", t -> t.fact().emoji())
                    .instant("reacted_at", t -> t.fact().at())
                    .build(),
            newest(
                    "message_reactions",
                    "session_name, core_id, reactor",
                    List.of("reacted_at", "emoji collate \"C\""),
                    List.of("emoji", "reacted_at")));

    /** The newest holds. */
    static final Satellite<Told<PollVoted>> VOTES = new Satellite<>(
            "poll_votes",
            "voter",
            named(PollVoted::coreId)
                    .text("voter", t -> value(t.fact().voter()))
                    .jsonb("selected_options", t -> Json.array(t.fact().options()))
                    .bool("is_readable", t -> !t.fact().failed())
                    .instant("voted_at", t -> t.fact().at())
                    .build(),
            newest(
                    "poll_votes",
                    "session_name, core_id, voter",
                    List.of("voted_at", "is_readable", "selected_options"),
                    List.of("selected_options", "is_readable", "voted_at")));

    /** The newest holds. */
    static final Satellite<Told<InvitationAnswered>> ANSWERS = new Satellite<>(
            "invitation_answers",
            "respondent",
            named(InvitationAnswered::coreId)
                    .text("respondent", t -> value(t.fact().respondent()))
                    .text("response", t -> t.fact().response())
                    .integer("extra_guests", t -> t.fact().extraGuests())
                    .instant("answered_at", t -> t.fact().at())
                    .build(),
            newest(
                    "invitation_answers",
                    "session_name, core_id, respondent",
                    List.of("answered_at", "coalesce(response, '') collate \"C\"", "coalesce(extra_guests, -1)"),
                    List.of("response", "extra_guests", "answered_at")));

    /** Every version is kept; of two tellings of one version the lowest holds. */
    static final Satellite<Told<Edited>> EDITS = new Satellite<>(
            "message_edits",
            "editor",
            named(Edited::coreId)
                    .instant("edited_at", t -> t.fact().at())
                    .text("edit_id", t -> t.fact().editId())
                    .text("editor", t -> value(t.fact().editor()))
                    .text("body", t -> t.fact().body())
                    .text("told_by", t -> t.by().id())
                    .build(),
            lowest(
                    "message_edits",
                    "session_name, core_id, edited_at, edit_id",
                    List.of("told_by collate \"C\""),
                    List.of("editor", "body", "told_by")));

    /** The earliest holds. */
    static final Satellite<Told<Revoked>> REVOCATIONS = new Satellite<>(
            "message_revocations",
            "revoked_by",
            named(Revoked::coreId)
                    .instant("revoked_at", t -> t.fact().at())
                    .text(
                            "revoked_by",
                            t -> t.fact().revoker() == null
                                    ? null
                                    : t.fact().revoker().value())
                    .text("told_by", t -> t.by().id())
                    .build(),
            lowest(
                    "message_revocations",
                    "session_name, core_id",
                    List.of("revoked_at", "told_by collate \"C\""),
                    List.of("revoked_at", "revoked_by", "told_by")));

    static final List<Satellite<?>> ALL = List.of(RECEIPTS, REACTIONS, VOTES, ANSWERS, EDITS, REVOCATIONS);

    private SatelliteTables() {}

    private static <E extends InboundEvent> Columns.Builder<Told<E>> named(Function<E, String> coreId) {
        return Columns.<Told<E>>of()
                .text("session_name", t -> t.session().value())
                .text("core_id", t -> coreId.apply(t.fact()));
    }

    private static Function<Told<Acknowledged>, @Nullable Instant> at(Ack ack) {
        return told -> told.fact().ack() == ack ? told.fact().at() : null;
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
