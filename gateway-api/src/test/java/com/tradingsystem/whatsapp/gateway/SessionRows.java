package com.tradingsystem.whatsapp.gateway;

import com.tradingsystem.whatsapp.persistence.ArchiveTables;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tables say about one session, as text that is the same on every run. */
final class SessionRows {

    /** Given out by the database, times of writing, beginnings that are the same for all, and what the payload itself shows. */
    private static final String LEFT_OUT =
            "{id,message_number,session_name,created_at,updated_at,learnt_at,settled_at,next_sync_scheduled_at,deepen_round,last_event_at,"
                    + "last_heartbeat_at,received_at,queued_at,raw_data,max_retries,retry_count,sync_interval_minutes,sync_enabled,"
                    + "total_messages_count,synced_messages_count}";

    private static final Pattern TIME = Pattern.compile("\"(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+[+-]\\d\\d:\\d\\d)\"");

    /** Of a content, its time included, which may be that of its arrival. */
    private static final Pattern HASH = Pattern.compile("(?<=[~\"])([0-9a-f]{8}|[0-9a-f]{32})\"");

    private final Instant started = Instant.now().minusSeconds(60);
    private final JdbcClient jdbc;

    SessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of the newest raw event; those after it belong to what is posted next. */
    long newestEvent() {
        return jdbc.sql("select coalesce(max(id), 0) from whatsapp_gateway.webhook_events")
                .query(Long.class)
                .single();
    }

    /** A line for each row: the raw events after {@code newestEvent}, then the session's in all tables. What is null, false or empty is left out. */
    String of(String session, long newestEvent) {
        String events = "select 'webhook_events' as name, to_jsonb(e) - 'body' as facts"
                + " from whatsapp_gateway.webhook_events e where id > :newestEvent";
        String tables = ArchiveTables.WRITTEN.stream()
                .map(table -> table.equals("message_aliases")
                        ? " union all select 'message_aliases', to_jsonb(t) from whatsapp_gateway.message_aliases t"
                                + " join whatsapp_gateway.message_keys k on k.id = t.message_number where k.session_name = :session"
                        : " union all select '" + table + "', to_jsonb(t) from whatsapp_gateway." + table
                                + " t where session_name = :session")
                .collect(Collectors.joining());
        return jdbc
                .sql("with all_rows as (" + events + tables + ")"
                        + " select name || ' ' || (select jsonb_object_agg(key, value) from jsonb_each(facts - '"
                        + LEFT_OUT + "'::text[]) where value not in ('null', 'false', '{}')) from all_rows")
                .param("session", session)
                .param("newestEvent", newestEvent)
                .query(String.class)
                .list()
                .stream()
                .map(line -> HASH.matcher(withoutPresent(line)).replaceAll("#\""))
                .sorted()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** What has no time of its own has that of its arrival. */
    private String withoutPresent(String line) {
        return TIME.matcher(line).replaceAll(match -> {
            Instant time = OffsetDateTime.parse(match.group(1)).toInstant();
            boolean present =
                    time.isAfter(started) && time.isBefore(Instant.now().plusSeconds(60));
            return "\"" + (present ? "now" : time) + "\"";
        });
    }
}
