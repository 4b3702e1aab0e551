package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.event.InboundEvent.CallSeen;
import com.tradingsystem.whatsapp.event.InboundEvent.CallState;
import com.tradingsystem.whatsapp.event.Stamped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes {@code calls}: every first time counts, and the caller of the lowest event that names one. */
final class Calls {

    private static final Columns<Stamped<CallSeen>> COLUMNS = Columns.<Stamped<CallSeen>>of()
            .text("session_name", t -> t.session().value())
            .text("call_id", t -> t.value().callId())
            .text(
                    "from_whatsapp_id",
                    t -> t.value().from() == null ? null : t.value().from().value())
            .bool("is_video", t -> t.value().video())
            .bool("is_group", t -> t.value().group())
            .instant("received_at", at(CallState.RECEIVED))
            .instant("accepted_at", at(CallState.ACCEPTED))
            .instant("rejected_at", at(CallState.REJECTED))
            .text("told_by", t -> t.value().from() == null ? null : t.stamp().id())
            .build();

    private static final String MERGE = """
            insert into whatsapp_gateway.calls as t
                   (session_name, call_id, from_whatsapp_id, is_video, is_group, received_at, accepted_at, rejected_at, told_by)
            select session_name, call_id,
                   (array_agg(from_whatsapp_id order by told_by collate "C") filter (where told_by is not null))[1],
                   bool_or(is_video), bool_or(is_group), min(received_at), min(accepted_at), min(rejected_at),
                   min(told_by collate "C")
              from %s
             group by session_name, call_id
            on conflict (session_name, call_id) do update
               set from_whatsapp_id = case when t.told_by is null or excluded.told_by collate "C" < t.told_by collate "C"
                                           then excluded.from_whatsapp_id else t.from_whatsapp_id end,
                   told_by     = least(t.told_by collate "C", excluded.told_by collate "C"),
                   is_video    = t.is_video or excluded.is_video,
                   is_group    = t.is_group or excluded.is_group,
                   received_at = least(t.received_at, excluded.received_at),
                   accepted_at = least(t.accepted_at, excluded.accepted_at),
                   rejected_at = least(t.rejected_at, excluded.rejected_at)""".formatted(COLUMNS.unnest("r"));

    private static final String RENAME = """
            update whatsapp_gateway.calls c
               set from_whatsapp_id = r.phone
              from %s
             where c.session_name = r.session_name and c.from_whatsapp_id = r.lid and c.from_whatsapp_id like '%%@lid'""";

    private Calls() {}

    static void write(Connection connection, List<Stamped<CallSeen>> calls) throws SQLException {
        if (!calls.isEmpty()) {
            COLUMNS.run(connection, MERGE, calls);
        }
    }

    /** Renames callers from LIDs to phone numbers; returns how many rows. */
    static int rename(Connection connection, List<Renaming> renamings) throws SQLException {
        return Renaming.update(connection, renamings, RENAME);
    }

    private static Function<Stamped<CallSeen>, @Nullable Instant> at(CallState state) {
        return stamped -> stamped.value().state() == state ? stamped.value().at() : null;
    }
}
