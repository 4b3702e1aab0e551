package com.tradingsystem.whatsapp.sync;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says how the sync stands and what is known of chats' histories. Safe for use by many threads. */
public final class SyncReports {

    private static final String SESSIONS = """
            select coalesce(w.session_name, b.session_name) as session_name,
                   w.waha_status, w.working_since, w.last_look_at, w.next_look_at, w.look_error, w.reconcile_reason,
                   w.reconciled_at, w.silent_since,
                   case when w.paused_until > now() then w.paused_until end as paused_until,
                   case when w.paused_until > now() then w.pause_reason end as pause_reason,
                   w.directory_due_at, w.directory_error,
                   coalesce(b.chats, 0) as chats, coalesce(b.synced_chats, 0) as synced_chats, coalesce(b.due, 0) as due,
                   coalesce(b.running, 0) as running, coalesce(b.failing, 0) as failing, coalesce(b.given_up, 0) as given_up,
                   coalesce(b.offered, 0) as offered, coalesce(b.stored, 0) as stored,
                   (select count(*) from whatsapp_gateway.sync_gaps g
                     where g.session_name = coalesce(w.session_name, b.session_name)) as gaps,
                   b.oldest_due
              from whatsapp_gateway.sync_sessions w
              full join whatsapp_gateway.sync_backlog b on b.session_name = w.session_name""";

    private static final String CHATS = """
            select s.chat_id, coalesce(c.group_name, c.name, c.push_name, c.phone_number) as chat_name,
                   s.sync_status, s.sync_type, s.sync_enabled, s.total_messages_count, s.synced_messages_count,
                   s.cursor_timestamp, s.oldest_message_timestamp, s.newest_message_timestamp,
                   s.last_successful_sync_at, s.next_sync_scheduled_at, s.retry_count, s.sync_error
              from whatsapp_gateway.sync_state s
              left join whatsapp_gateway.contacts c on c.session_name = s.session_name and c.whatsapp_id = s.chat_id
             where s.session_name = :session""";

    /** What is under way first, then what failed or was given up, then what is due next. */
    private static final String BY_URGENCY = """
             order by case when s.lease_until > now() then 0 when s.sync_status = 'failed' then 1 else 2 end,
                      s.next_sync_scheduled_at nulls first, s.id
             limit :limit""";

    private static final String RUNS = """
            select chat_id, started_at, sync_type, asked_from, asked_to, reached, offered_oldest, offered_newest, offered_count,
                   stored_count, unreadable_count, pages, finished_at, outcome, reason
              from whatsapp_gateway.sync_coverage
             where session_name = :session and chat_id = any(:chats)
             order by started_at desc, chat_id
             limit :limit""";

    private static final String OFFERED = """
            select nullif(lower(o), '-infinity') as "from", upper(o) as "to"
              from whatsapp_gateway.sync_ranges r, unnest(r.offered) o
             where r.session_name = :session and r.chat_id = :chat
             order by lower(o) desc""";

    private static final String GAPS = """
            select missing_from as "from", missing_to as "to"
              from whatsapp_gateway.sync_gaps
             where session_name = :session and chat_id = :chat
             order by missing_to desc""";

    private final JdbcClient jdbc;

    SyncReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All sessions of which anything is known. */
    public List<SessionSync> sessions() {
        return jdbc.sql(SESSIONS + " order by 1").query(SessionSync.class).list();
    }

    /** One session; empty if the sync does not know it. */
    public Optional<SessionSync> session(SessionName session) {
        return jdbc.sql(SESSIONS + " where coalesce(w.session_name, b.session_name) = :session")
                .param("session", session.value())
                .query(SessionSync.class)
                .optional();
    }

    /** The chats of a session, the most urgent first. */
    public List<ChatSyncState> chats(SessionName session, int limit) {
        return jdbc.sql(CHATS + " " + BY_URGENCY)
                .param("session", session.value())
                .param("limit", limit)
                .query(ChatSyncState.class)
                .list();
    }

    /** One chat under its canonical address; empty if the sync does not know it. */
    public Optional<ChatSyncState> chat(SessionName session, String chat) {
        return jdbc.sql(CHATS + " and s.chat_id = :chat")
                .param("session", session.value())
                .param("chat", chat)
                .query(ChatSyncState.class)
                .optional();
    }

    /** The runs over chats, the latest first; {@code all} among the chats names those over all of them at once. */
    public List<CoverageRun> runs(SessionName session, Collection<String> chats, int limit) {
        return jdbc.sql(RUNS)
                .param("session", session.value())
                .param("chats", chats.toArray(String[]::new))
                .param("limit", limit)
                .query(CoverageRun.class)
                .list();
    }

    /** The time for which WAHA offered everything it has of a chat, the latest first. */
    public List<TimeRange> offered(SessionName session, String chat) {
        return ranges(OFFERED, session, chat);
    }

    /** The time for which that cannot be said although it was asked for, the latest first. */
    public List<TimeRange> gaps(SessionName session, String chat) {
        return ranges(GAPS, session, chat);
    }

    private List<TimeRange> ranges(String sql, SessionName session, String chat) {
        return jdbc.sql(sql)
                .param("session", session.value())
                .param("chat", chat)
                .query(TimeRange.class)
                .list();
    }
}
