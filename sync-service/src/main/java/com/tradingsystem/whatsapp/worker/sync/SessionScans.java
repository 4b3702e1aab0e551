package com.tradingsystem.whatsapp.worker.sync;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose chats are to be looked at, and what came of it. Safe for use by many threads. */
public final class SessionScans {

    private static final String LOOKED = """
            update whatsapp_gateway.sync_sessions
               set look_lease_until   = null,
                   look_error         = null,
                   last_look_at       = now(),
                   last_whole_look_at = case when :whole then now() else last_whole_look_at end,
                   next_look_at       = now() + make_interval(secs => :wait),
                   heard_until        = greatest(heard_until, :heard::timestamptz),
                   reconciled_at      = case when :reconcile::text is null then reconciled_at else now() end,
                   reconcile_reason   = case when reconcile_reason = :reconcile then null else reconcile_reason end,
                   pauses             = 0,
                   updated_at         = clock_timestamp()
             where session_name = :session""";

    private final JdbcClient jdbc;
    private final SessionLeases turns;

    SessionScans(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.turns = new SessionLeases(jdbc, "look", "next_look_at", "true", """
                w.session_name, w.reconcile_reason,
                w.reconcile_reason is not null
                  or coalesce(w.last_whole_look_at <= now() - make_interval(secs => :whole), true) as whole""");
    }

    /** Takes the session whose turn it is to be looked at; {@code wholeEvery} says when a look into every chat is due. */
    public Optional<SessionScan> claim(Duration lease, Duration wholeEvery) {
        return turns.claim(lease)
                .param("whole", SqlTime.seconds(wholeEvery))
                .query((row, number) -> new SessionScan(
                        new SessionName(row.getString("session_name")),
                        row.getBoolean("whole"),
                        row.getString("reconcile_reason")))
                .optional();
    }

    /** Extends the lease, so that no other worker starts the scan. */
    public void keep(SessionName session, Duration lease) {
        turns.keep(session, lease);
    }

    /** A look came to its end; {@code heard} is the time of the newest message it showed. */
    public void scanned(SessionScan scan, @Nullable Instant heard, Duration untilNext) {
        jdbc.sql(LOOKED)
                .param("whole", scan.whole())
                .param("reconcile", scan.reconcile())
                .param("heard", SqlTime.ofNullable(heard))
                .param("wait", SqlTime.seconds(untilNext))
                .param("session", scan.session().value())
                .update();
    }

    /** A look failed and is repeated after a while. */
    public void failed(SessionName session, String reason, Duration untilNext) {
        turns.release(session, reason, untilNext);
    }
}
