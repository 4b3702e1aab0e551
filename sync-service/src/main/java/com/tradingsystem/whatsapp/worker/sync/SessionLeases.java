package com.tradingsystem.whatsapp.worker.sync;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Whose turn it is for one kind of work. Several workers may share it: each session is one worker's until its lease ends. All times are
 * the database's. Safe for use by many threads.
 */
final class SessionLeases {

    private final JdbcClient jdbc;
    private final String claim;
    private final String keep;
    private final String release;

    /**
     * The turns of one kind of work, which has three columns of its own in {@code sync_sessions}.
     *
     * @param work what two of them begin with: {@code _lease_until} and {@code _error} follow
     * @param dueAt the column that says when its time has come; null there means at once
     * @param condition what has to be true of a session {@code w} besides
     * @param told what a claim tells of the session
     */
    SessionLeases(JdbcClient jdbc, String work, String dueAt, String condition, String told) {
        this.jdbc = jdbc;
        this.claim = """
            with chosen as (
              select w.session_name
                from whatsapp_gateway.sync_sessions w
               where w.working_since is not null
                 and %3$s
                 and (w.%2$s is null or w.%2$s <= now())
                 and (w.paused_until is null or w.paused_until <= now())
                 and (w.%1$s_lease_until is null or w.%1$s_lease_until <= now())
                 and not exists (select from whatsapp_gateway.sessions o
                                  where o.session_name = w.session_name and not o.sync_enabled)
               order by w.%2$s nulls first, w.session_name
               limit 1
                 for update skip locked
            )
            update whatsapp_gateway.sync_sessions w
               set %1$s_lease_until = now() + make_interval(secs => :lease), updated_at = clock_timestamp()
              from chosen c
             where w.session_name = c.session_name
            returning %4$s""".formatted(work, dueAt, condition, told);
        this.keep = """
            update whatsapp_gateway.sync_sessions
               set %1$s_lease_until = now() + make_interval(secs => :lease)
             where session_name = :session""".formatted(work);
        this.release = """
            update whatsapp_gateway.sync_sessions
               set %1$s_lease_until = null, %1$s_error = :error,
                   %2$s = now() + make_interval(secs => :wait), updated_at = clock_timestamp()
             where session_name = :session""".formatted(work, dueAt);
    }

    /** Takes the session that waited longest. */
    StatementSpec claim(Duration lease) {
        return jdbc.sql(claim).param("lease", SqlTime.seconds(lease));
    }

    /** Extends the lease, so that no other worker starts the work. */
    void keep(SessionName session, Duration lease) {
        jdbc.sql(keep)
                .param("lease", SqlTime.seconds(lease))
                .param("session", session.value())
                .update();
    }

    /** The work ended, by an error or not, and is due again after a while. */
    void release(SessionName session, @Nullable String error, Duration wait) {
        jdbc.sql(release)
                .param("error", error)
                .param("wait", SqlTime.seconds(wait))
                .param("session", session.value())
                .update();
    }
}
