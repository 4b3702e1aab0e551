package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.persistence.ArchiveTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything the tables say about one session, but for what may differ: numbers given out and times of writing. */
final class TableDump {

    private static final String IRRELEVANT =
            "{id,message_number,session_name,created_at,updated_at,learnt_at,settled_at,next_sync_scheduled_at,queued_at}";

    /** Tables that name messages by their numbers, which differ with the order. */
    private static final Set<String> NUMBERED =
            Set.of("message_search", "message_aliases", "message_lids", "media_downloads");

    private TableDump() {}

    private static String key(String table) {
        return NUMBERED.contains(table)
                ? " || jsonb_build_object('message', jsonb_build_array(k.chat_id, k.core_id, k.is_from_me, k.author))"
                : "";
    }

    static List<String> of(JdbcClient jdbc, SessionName session) {
        List<String> dump = new ArrayList<>();
        for (String table : ArchiveTables.WRITTEN) {
            String rows = "(select to_jsonb(t) - '" + IRRELEVANT + "'::text[]" + key(table) + " as row, "
                    + (table.equals("message_aliases") ? "k" : "t") + ".session_name from whatsapp_gateway." + table
                    + " t"
                    + (NUMBERED.contains(table)
                            ? " join whatsapp_gateway.message_keys k on k.id = t.message_number"
                            : "")
                    + ") t";
            jdbc.sql("select '" + table + " ' || row::text as line from " + rows
                            + " where session_name = ? order by row::text collate \"C\"")
                    .param(session.value())
                    .query(String.class)
                    .list()
                    .forEach(dump::add);
        }
        Map<String, Object> counts =
                jdbc.sql("""
                        select sum(messages_sent) as sent, sum(messages_received) as received
                          from whatsapp_gateway.session_counters where session_name = ?""").param(session.value()).query().singleRow();
        dump.add("session_counters " + counts);
        return dump;
    }
}
