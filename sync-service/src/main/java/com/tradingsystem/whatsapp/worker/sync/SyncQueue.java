package com.tradingsystem.whatsapp.worker.sync;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The queue of chats whose history is to be pulled. Several workers may take from it at the same time, in one process or in many: each
 * chat is one worker's until its lease ends. All times are the database's. Safe for use by many threads.
 */
public final class SyncQueue {

    /**
     * The session with the least under way first, then the one that waited longest; in it the chat that is due longest. What may be
     * taken is what the view sync_queue shows, of sessions that can be asked.
     */
    private static final String CLAIM = """
            with turn as materialized (
              select w.session_name,
                     row_number() over (
                       order by (select count(*) from whatsapp_gateway.sync_state l
                                  where l.session_name = w.session_name and l.lease_until > now()),
                                w.last_claimed_at nulls first, w.session_name) as place
                from whatsapp_gateway.sync_sessions w
               where w.working_since is not null
                 and (w.paused_until is null or w.paused_until <= now())
                 and not exists (select from whatsapp_gateway.sessions o
                                  where o.session_name = w.session_name and not o.sync_enabled)
            ),
            chosen as (
              select c.session_name, c.chat_id
                from (select session_name from turn order by place) t
               cross join lateral (
                 select q.session_name, q.chat_id
                   from whatsapp_gateway.sync_state q
                  where q.session_name = t.session_name
                    and q.sync_enabled
                    and (q.next_sync_scheduled_at <= now() or q.next_sync_scheduled_at is null and q.sync_status <> 'completed')
                    and (q.lease_until is null or q.lease_until <= now())
                  order by q.next_sync_scheduled_at nulls first, q.id
                  limit 1
                    for update skip locked) c
               limit 1
            ),
            taken as (
              update whatsapp_gateway.sync_state s
                 set sync_status = 'syncing',
                     lease_until = now() + make_interval(secs => :lease),
                     lease_owner = :owner,
                     updated_at  = clock_timestamp()
                from chosen c
               where s.session_name = c.session_name and s.chat_id = c.chat_id
              returning s.*
            ),
            noted as (
              update whatsapp_gateway.sync_sessions w
                 set last_claimed_at = clock_timestamp()
                from taken t
               where w.session_name = t.session_name
            )
            select t.*, c.started_at as run_started_at, c.asked_from as run_asked_from,
                   coalesce(greatest(t.last_sync_request_at, t.wanted_at) > coalesce(t.sync_started_at, '-infinity'), false) as is_asked,
                   coalesce(t.deepen_at <= now(), false) as deepens
              from taken t
              left join whatsapp_gateway.sync_coverage c
                on c.session_name = t.session_name and c.chat_id = t.chat_id and c.started_at = t.sync_started_at
               and c.outcome in ('running', 'failed')
               and t.walk is not null
               and coalesce(t.last_sync_request_at <= t.sync_started_at, true)""";

    /** Given back for later: no fault of the chat's, so nothing is counted against it. */
    private static final String RELEASE = """
            update whatsapp_gateway.sync_state
               set sync_status            = 'pending',
                   next_sync_scheduled_at = now() + make_interval(secs => :wait),
                   sync_error             = :reason,
                   lease_until            = null,
                   lease_owner            = null,
                   updated_at             = clock_timestamp()
             where session_name = :session and chat_id = :chat and lease_owner = :owner""";

    private static final String FAIL = """
            with mine as (
              update whatsapp_gateway.sync_state
                 set updated_at = clock_timestamp()
               where session_name = :session and chat_id = :chat and lease_owner = :owner
              returning id, session_name, chat_id, sync_started_at
            ),
            covered as (
              update whatsapp_gateway.sync_coverage c
                 set outcome = 'failed', reason = :reason, finished_at = now()
                from mine m
               where c.session_name = m.session_name and c.chat_id = m.chat_id and c.started_at = m.sync_started_at
                 and c.outcome = 'running'
            )
            select whatsapp_gateway.fail_sync(m.id, :reason) from mine m""";

    private final JdbcClient jdbc;

    SyncQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the chat whose turn it is.
     *
     * @param owner a name that no other worker has, now or later
     * @param lease how long it is the owner's, unless extended by progress; afterwards anybody may take it
     */
    public Optional<SyncClaim> claim(String owner, Duration lease) {
        return jdbc.sql(CLAIM)
                .param("owner", owner)
                .param("lease", SqlTime.seconds(lease))
                .query((row, number) -> read(row))
                .optional();
    }

    /**
     * Gives a chat back, to be taken again after a while; the run goes on where it stands.
     *
     * @param reason why; null if only others are to have their turn
     */
    public void release(SyncClaim claim, Duration wait, @Nullable String reason) {
        jdbc.sql(RELEASE)
                .param("wait", SqlTime.seconds(wait))
                .param("reason", reason)
                .param("session", claim.session().value())
                .param("chat", claim.chat())
                .param("owner", claim.owner())
                .update();
    }

    /** Gives a chat back that itself was the reason why it could not be pulled: it waits longer each time, and is given up in the end. */
    public void fail(SyncClaim claim, String reason) {
        jdbc.sql(FAIL)
                .param("reason", reason)
                .param("session", claim.session().value())
                .param("chat", claim.chat())
                .param("owner", claim.owner())
                .query((row, number) -> true)
                .list();
        UncoveredChats.schedule(jdbc, claim);
    }

    private static SyncClaim read(ResultSet row) throws SQLException {
        Instant runStartedAt = SqlTime.find(row, "run_started_at");
        return new SyncClaim(
                new SessionName(row.getString("session_name")),
                row.getString("chat_id"),
                row.getString("sync_type"),
                row.getString("lease_owner"),
                row.getInt("retry_count"),
                row.getObject("sync_lookback_days", Integer.class),
                SqlTime.find(row, "last_message_timestamp"),
                row.getBoolean("is_asked"),
                row.getBoolean("deepens"),
                row.getInt("deepen_round"),
                SqlTime.find(row, "oldest_message_timestamp"),
                runStartedAt == null
                        ? null
                        : new SyncRun(runStartedAt, SqlTime.find(row, "run_asked_from"), row.getString("walk")));
    }
}
