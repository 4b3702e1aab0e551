package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.event.InboundEvent.CallSeen;
import com.tradingsystem.whatsapp.event.InboundEvent.CallState;
import com.tradingsystem.whatsapp.event.Told;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes {@code calls}: every first time counts, and the caller of the lowest event that names one. */
final class Calls {

    private static final Columns<Told<CallSeen>> COLUMNS = Columns.<Told<CallSeen>>of()
            .text("session_name", t -> t.session().value())
            .text("call_id", t -> t.fact().callId())
            .text(
                    "from_whatsapp_id",
                    t -> t.fact().from() == null ? null : t.fact().from().value())
            .bool("is_video", t -> t.fact().video())
            .bool("is_group", t -> t.fact().group())
            .instant("received_at", at(CallState.RECEIVED))
            .instant("accepted_at", at(CallState.ACCEPTED))
            .instant("rejected_at", at(CallState.REJECTED))
            .text("told_by", t -> t.fact().from() == null ? null : t.by().id())
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

    static void write(Pipeline pipeline, List<Told<CallSeen>> calls) {
        if (!calls.isEmpty()) {
            COLUMNS.write(pipeline, MERGE, calls);
        }
    }

    /** Renames callers from hidden ids to phone numbers. */
    static void rename(Pipeline pipeline, List<Renaming> renamings) {
        Renaming.write(pipeline, renamings, RENAME);
    }

    private static Function<Told<CallSeen>, @Nullable Instant> at(CallState state) {
        return told -> told.fact().state() == state ? told.fact().at() : null;
    }
}
