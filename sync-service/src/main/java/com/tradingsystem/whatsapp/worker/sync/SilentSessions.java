package com.tradingsystem.whatsapp.worker.sync;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Silent is a session that works and told nothing for longer than it usually is quiet, while WAHA itself has newer messages than the
 * last event. Safe for use by many threads.
 */
public final class SilentSessions {

    private static final String JUDGE = """
            with judged as (
              select w.session_name,
                     w.working_since is not null
                       and w.heard_until > heard.at + interval '1 minute'
                       and now() - heard.at > greatest(
                             make_interval(secs => :least), 2 * whatsapp_gateway.usual_silence(w.session_name)) as is_silent
                from whatsapp_gateway.sync_sessions w
                left join whatsapp_gateway.sessions s on s.session_name = w.session_name
               cross join lateral (select greatest(s.last_event_at, w.working_since) as at) heard
               where w.session_name = :session
            )
            update whatsapp_gateway.sync_sessions w
               set silent_since     = case when j.is_silent then coalesce(w.silent_since, now()) end,
                   reconcile_reason = case when j.is_silent then coalesce(w.reconcile_reason, 'silent') else w.reconcile_reason end,
                   next_look_at     = case when j.is_silent and w.silent_since is null then null else w.next_look_at end
              from judged j
             where w.session_name = j.session_name and (coalesce(j.is_silent, false) or w.silent_since is not null)
            returning w.silent_since is not null""";

    private final JdbcClient jdbc;

    SilentSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Judges whether the session is silent though it should not be, and if so has it reconciled.
     *
     * @param least the shortest time without an event that counts
     */
    public boolean judge(SessionName session, Duration least) {
        return jdbc.sql(JUDGE)
                .param("least", SqlTime.seconds(least))
                .param("session", session.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }
}
