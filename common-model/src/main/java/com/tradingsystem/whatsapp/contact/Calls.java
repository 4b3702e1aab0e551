package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.MergedTable;
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

    private static final MergedTable<Stamped<CallSeen>> TABLE = MergedTable.of(
                    "calls", COLUMNS, "session_name", "call_id")
            .lowest(List.of("told_by"), "from_whatsapp_id")
            .greatest("is_video", "is_group")
            .least("received_at", "accepted_at", "rejected_at")
            .build();

    private static final String RENAME = """
            update whatsapp_gateway.calls c
               set from_whatsapp_id = r.phone
              from %s
             where c.session_name = r.session_name and c.from_whatsapp_id = r.lid and c.from_whatsapp_id like '%%@lid'""";

    private Calls() {}

    static void write(Connection connection, List<Stamped<CallSeen>> calls) throws SQLException {
        TABLE.merge(connection, calls);
    }

    /** Renames callers from LIDs to phone numbers; returns how many rows. */
    static int rename(Connection connection, List<Renaming> renamings) throws SQLException {
        return Renaming.update(connection, renamings, RENAME);
    }

    private static Function<Stamped<CallSeen>, @Nullable Instant> at(CallState state) {
        return stamped -> stamped.value().state() == state ? stamped.value().at() : null;
    }
}
