package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.persistence.ArchiveTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything the tables say about one session, but for what may differ: numbers given out and times of writing. */
final class TableDump {

    private static final String IRRELEVANT =
            "{id,session_name,created_at,updated_at,learnt_at,settled_at,next_sync_scheduled_at,queued_at}";

    private TableDump() {}

    static List<String> of(JdbcClient jdbc, SessionName session) {
        List<String> dump = new ArrayList<>();
        for (String table : ArchiveTables.WRITTEN) {
            jdbc.sql("select '" + table + " ' || (to_jsonb(t) - '" + IRRELEVANT
                            + "'::text[])::text as line from whatsapp_gateway." + table
                            + " t where session_name = ? order by (to_jsonb(t) - '" + IRRELEVANT
                            + "'::text[])::text collate \"C\"")
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
