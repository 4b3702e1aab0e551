package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps {@code message_lids}: which messages still show which hidden id. */
final class LidRows {

    /** A message and a hidden id it shows. */
    record Entry(MessageKey key, Jid lid) {}

    private static final Columns<Entry> COLUMNS = Columns.<Entry>of()
            .text("session_name", e -> e.key().session().value())
            .text("lid", e -> e.lid().value())
            .text("core_id", e -> e.key().coreId())
            .bool("is_from_me", e -> e.key().fromMe())
            .build();

    private static final String INSERT = "insert into whatsapp_gateway.message_lids (" + COLUMNS.names() + ") select "
            + COLUMNS.names("r") + " from " + COLUMNS.unnest("r") + " on conflict do nothing";

    private static final String DELETE = """
            delete from whatsapp_gateway.message_lids l using %s
             where l.session_name = r.session_name and l.lid = r.lid and l.core_id = r.core_id
               and l.is_from_me = r.is_from_me""".formatted(COLUMNS.unnest("r"));

    private static final Columns<SessionLid> LIDS = Columns.<SessionLid>of()
            .text("session_name", l -> l.session().value())
            .text("lid", l -> l.lid().value())
            .build();

    private static final String FIND = """
            select distinct f.session_name, f.core_id
              from (select l.session_name, l.core_id
                      from %s
                      join whatsapp_gateway.message_lids l on l.session_name = r.session_name and l.lid = r.lid
                     limit ?) f""".formatted(LIDS.unnest("r"));

    private static final String FORGET = """
            delete from whatsapp_gateway.message_lids l
             using %s, unnest(?::text[], ?::text[]) as m (session_name, core_id)
             where l.session_name = r.session_name and l.lid = r.lid
               and m.session_name = r.session_name and l.core_id = m.core_id""".formatted(LIDS.unnest("r"));

    private LidRows() {}

    static void insert(Pipeline pipeline, List<Entry> entries) {
        if (!entries.isEmpty()) {
            COLUMNS.write(pipeline, INSERT, entries);
        }
    }

    static void delete(Pipeline pipeline, List<Entry> entries) {
        if (!entries.isEmpty()) {
            COLUMNS.write(pipeline, DELETE, entries);
        }
    }

    /** Up to {@code limit} messages that show one of the hidden ids. */
    static Set<CoreRef> showing(Pipeline pipeline, List<SessionLid> lids, int limit) throws SQLException {
        return new LinkedHashSet<>(LIDS.ask(
                        pipeline,
                        FIND,
                        lids,
                        row -> new CoreRef(new SessionName(row.getString(1)), row.getString(2)),
                        limit)
                .rows());
    }

    /** Takes these messages off the list: they show the hidden ids no more, or are gone themselves. */
    static void forget(Pipeline pipeline, List<SessionLid> lids, Set<CoreRef> messages) throws SQLException {
        List<CoreRef> refs = List.copyOf(messages);
        LIDS.write(pipeline,
                FORGET,
                lids,
                pipeline.connection().createArrayOf(
                        "text", refs.stream().map(ref -> ref.session().value()).toArray()),
                pipeline.connection().createArrayOf(
                        "text", refs.stream().map(CoreRef::coreId).toArray()));
    }
}
