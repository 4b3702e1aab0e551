package com.tradingsystem.whatsapp.worker.sync;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is known of WAHA's sessions from asking, and whether they can be asked. All times are the database's. Safe for use by many
 * threads.
 */
public final class SyncSessions {

    /** A session that works again, or whose WAHA was restarted, is looked at once and as a whole. */
    private static final String SEEN = """
            with seen as materialized (
              select *
                from unnest(:names::text[], :statuses::text[], :working::boolean[], :accounts::text[])
                  as u (session_name, waha_status, is_working, account)
            ),
            gone as (
              update whatsapp_gateway.sync_sessions w
                 set waha_status = 'ABSENT', working_since = null, updated_at = clock_timestamp()
               where w.waha_status <> 'ABSENT' and w.session_name not in (select session_name from seen)
              returning w.session_name, w.waha_status
            ),
            before as materialized (
              select w.* from whatsapp_gateway.sync_sessions w join seen using (session_name) for update of w
            ),
            there as (
              insert into whatsapp_gateway.sync_sessions as w
                     (session_name, waha_status, working_since, account, settles_at, waha_started_at)
              select session_name, waha_status, case when is_working then now() end, account,
                     case when account is not null then now() + make_interval(secs => :settling) end, :started::timestamptz
                from seen
              on conflict (session_name) do update
                 set waha_status      = excluded.waha_status,
                     working_since    = case when excluded.working_since is not null
                                             then coalesce(w.working_since, excluded.working_since) end,
                     account          = coalesce(excluded.account, w.account),
                     settles_at       = case when excluded.account <> coalesce(w.account, '') then excluded.settles_at else w.settles_at end,
                     waha_started_at  = coalesce(excluded.waha_started_at, w.waha_started_at),
                     reconcile_reason = case when excluded.working_since is not null and w.working_since is null
                                             then coalesce(w.reconcile_reason, 'working_again')
                                             when excluded.waha_started_at <> w.waha_started_at
                                             then coalesce(w.reconcile_reason, 'waha_restarted')
                                             else w.reconcile_reason end,
                     next_look_at     = case when excluded.working_since is not null and w.working_since is null
                                               or excluded.waha_started_at <> w.waha_started_at
                                             then null else w.next_look_at end,
                     paused_until     = case when excluded.working_since is not null and w.working_since is null
                                             then null else w.paused_until end,
                     updated_at       = clock_timestamp()
               where (w.waha_status, w.working_since is null, w.account, w.waha_started_at)
                     is distinct from (excluded.waha_status, excluded.working_since is null,
                                       coalesce(excluded.account, w.account), coalesce(excluded.waha_started_at, w.waha_started_at))
              returning w.session_name, w.waha_status
            )
            select session_name, waha_status from gone
            union all
            select t.session_name, t.waha_status
              from there t
              left join before b using (session_name)
             where b.waha_status is distinct from t.waha_status""";

    /** Longer each time, up to five minutes, and never at the same moment as the others. */
    private static final String PAUSE = """
            update whatsapp_gateway.sync_sessions
               set paused_until = now() + make_interval(secs => greatest(:wait, least(300, 5 * 2 ^ least(pauses, 10)))
                                                                * (1 + random() / 4)),
                   pause_reason = :reason,
                   pauses       = pauses + 1,
                   updated_at   = clock_timestamp()
             where session_name = :session and (paused_until is null or paused_until <= now())""";

    private final JdbcClient jdbc;

    SyncSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes note of all sessions WAHA has.
     *
     * @param wahaStartedAt null if WAHA does not tell
     * @param settling for how long a session paired just now goes on receiving its history
     * @return those whose state is another than before, also those that are gone
     */
    public List<ObservedSession> seen(
            List<ObservedSession> sessions, @Nullable Instant wahaStartedAt, Duration settling) {
        return jdbc.sql(SEEN)
                .param("names", sessions.stream().map(s -> s.name().value()).toArray(String[]::new))
                .param(
                        "statuses",
                        sessions.stream().map(ObservedSession::status).toArray(String[]::new))
                .param(
                        "working",
                        sessions.stream().map(ObservedSession::isWorking).toArray(Boolean[]::new))
                .param(
                        "accounts",
                        sessions.stream().map(ObservedSession::account).toArray(String[]::new))
                .param("started", SqlTime.ofNullable(wahaStartedAt))
                .param("settling", SqlTime.seconds(settling))
                .query((row, number) -> new ObservedSession(
                        new SessionName(row.getString(1)),
                        row.getString(2),
                        row.getString(2).equals("WORKING"),
                        null))
                .list();
    }

    /** A question showed that the session is not in the state to answer; nothing more is asked until it works again. */
    public void notReady(SessionName session, String status) {
        jdbc.sql("""
                        update whatsapp_gateway.sync_sessions
                           set waha_status = :status, working_since = null, look_lease_until = null,
                               directory_lease_until = null, updated_at = clock_timestamp()
                         where session_name = :session""").param("status", status).param("session", session.value()).update();
    }

    /** Whether events told just now of sessions what asking WAHA has not shown yet. */
    public boolean haveChanged() {
        return jdbc.sql("""
                        select exists (
                          select from whatsapp_gateway.sessions s
                            left join whatsapp_gateway.sync_sessions w using (session_name)
                           where s.waha_status <> coalesce(nullif(w.waha_status, 'ABSENT'), 'STOPPED')
                             and s.status_at > greatest(w.updated_at, now() - interval '2 minutes'))""").query(Boolean.class).single();
    }

    /** Leaves a session alone for a while, longer each time; a success in between ends that. */
    public void pause(SessionName session, Duration atLeast, String reason) {
        jdbc.sql(PAUSE)
                .param("wait", SqlTime.seconds(atLeast))
                .param("reason", reason)
                .param("session", session.value())
                .update();
    }

    /** WAHA answered again: the next pause is a short one. */
    public void answers(SessionName session) {
        jdbc.sql("update whatsapp_gateway.sync_sessions set pauses = 0 where session_name = :session and pauses > 0")
                .param("session", session.value())
                .update();
    }
}
