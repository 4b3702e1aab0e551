package com.tradingsystem.whatsapp.sync;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is known of WAHA's sessions from asking, and whose turn it is to be looked at. Several workers may share the work; all times are
 * the database's. Safe for use by many threads.
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
                 set waha_status = 'ABSENT', working_since = null, updated_at = now()
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
                     updated_at       = now()
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

    private static final String CLAIM_LOOK = """
            with chosen as (
              select w.session_name
                from whatsapp_gateway.sync_sessions w
               where w.working_since is not null
                 and (w.next_look_at is null or w.next_look_at <= now())
                 and (w.paused_until is null or w.paused_until <= now())
                 and (w.look_lease_until is null or w.look_lease_until <= now())
                 and not exists (select from whatsapp_gateway.sessions o
                                  where o.session_name = w.session_name and not o.sync_enabled)
               order by w.next_look_at nulls first, w.session_name
               limit 1
                 for update skip locked
            )
            update whatsapp_gateway.sync_sessions w
               set look_lease_until = now() + make_interval(secs => :lease), updated_at = now()
              from chosen c
             where w.session_name = c.session_name
            returning w.session_name, w.reconcile_reason,
                      w.reconcile_reason is not null
                        or coalesce(w.last_whole_look_at <= now() - make_interval(secs => :whole), true) as whole""";

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
                   updated_at         = now()
             where session_name = :session""";

    private static final String CLAIM_DIRECTORY = """
            with chosen as (
              select w.session_name
                from whatsapp_gateway.sync_sessions w
               where w.working_since is not null
                 and w.last_look_at is not null
                 and (w.directory_due_at is null or w.directory_due_at <= now())
                 and (w.paused_until is null or w.paused_until <= now())
                 and (w.directory_lease_until is null or w.directory_lease_until <= now())
                 and not exists (select from whatsapp_gateway.sessions o
                                  where o.session_name = w.session_name and not o.sync_enabled)
               order by w.directory_due_at nulls first, w.session_name
               limit 1
                 for update skip locked
            )
            update whatsapp_gateway.sync_sessions w
               set directory_lease_until = now() + make_interval(secs => :lease), updated_at = now()
              from chosen c
             where w.session_name = c.session_name
            returning w.session_name""";

    /** Longer each time, up to five minutes, and never at the same moment as the others. */
    private static final String PAUSE = """
            update whatsapp_gateway.sync_sessions
               set paused_until = now() + make_interval(secs => greatest(:wait, least(300, 5 * 2 ^ least(pauses, 10)))
                                                                * (1 + random() / 4)),
                   pause_reason = :reason,
                   pauses       = pauses + 1,
                   updated_at   = now()
             where session_name = :session and (paused_until is null or paused_until <= now())""";

    /**
     * Silent is a session that works and told nothing for longer than it usually is quiet, while WAHA itself has newer messages than
     * the last event.
     */
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
    public List<SeenSession> seen(List<SeenSession> sessions, @Nullable Instant wahaStartedAt, Duration settling) {
        return jdbc.sql(SEEN)
                .param("names", sessions.stream().map(s -> s.name().value()).toArray(String[]::new))
                .param("statuses", sessions.stream().map(SeenSession::status).toArray(String[]::new))
                .param("working", sessions.stream().map(SeenSession::isWorking).toArray(Boolean[]::new))
                .param("accounts", sessions.stream().map(SeenSession::account).toArray(String[]::new))
                .param("started", at(wahaStartedAt))
                .param("settling", settling.toMillis() / 1000.0)
                .query((row, number) -> new SeenSession(
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
                               directory_lease_until = null, updated_at = now()
                         where session_name = :session""").param("status", status).param("session", session.value()).update();
    }

    /** Takes the session whose turn it is to be looked at; {@code wholeEvery} says when a look into every chat is due. */
    public Optional<SessionLook> claimLook(Duration lease, Duration wholeEvery) {
        return jdbc.sql(CLAIM_LOOK)
                .param("lease", seconds(lease))
                .param("whole", seconds(wholeEvery))
                .query((row, number) -> new SessionLook(
                        new SessionName(row.getString(1)), row.getBoolean("whole"), row.getString("reconcile_reason")))
                .optional();
    }

    /** The look goes on; nobody else is to begin it. */
    public void keepLook(SessionName session, Duration lease) {
        jdbc.sql("""
                        update whatsapp_gateway.sync_sessions
                           set look_lease_until = now() + make_interval(secs => :lease)
                         where session_name = :session""")
                .param("lease", seconds(lease))
                .param("session", session.value())
                .update();
    }

    /** A look came to its end; {@code heard} is the time of the newest message it showed. */
    public void looked(SessionLook look, @Nullable Instant heard, Duration untilNext) {
        jdbc.sql(LOOKED)
                .param("whole", look.whole())
                .param("reconcile", look.reconcile())
                .param("heard", at(heard))
                .param("wait", seconds(untilNext))
                .param("session", look.session().value())
                .update();
    }

    /**
     * Judges whether the session is silent though it should not be, and if so has it reconciled.
     *
     * @param least the shortest time without an event that counts
     */
    public boolean isSilent(SessionName session, Duration least) {
        return jdbc.sql(JUDGE)
                .param("least", seconds(least))
                .param("session", session.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
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

    /** A look failed and is repeated after a while. */
    public void lookFailed(SessionName session, String reason, Duration untilNext) {
        jdbc.sql("""
                        update whatsapp_gateway.sync_sessions
                           set look_lease_until = null, look_error = :reason,
                               next_look_at = now() + make_interval(secs => :wait), updated_at = now()
                         where session_name = :session""")
                .param("reason", reason)
                .param("wait", seconds(untilNext))
                .param("session", session.value())
                .update();
    }

    /** Takes the session whose contacts and groups are to be read next. */
    public Optional<SessionName> claimDirectory(Duration lease) {
        return jdbc.sql(CLAIM_DIRECTORY)
                .param("lease", seconds(lease))
                .query((row, number) -> new SessionName(row.getString(1)))
                .optional();
    }

    /** The reading of contacts and groups goes on; nobody else is to begin it. */
    public void keepDirectory(SessionName session, Duration lease) {
        jdbc.sql("""
                        update whatsapp_gateway.sync_sessions
                           set directory_lease_until = now() + make_interval(secs => :lease)
                         where session_name = :session""")
                .param("lease", seconds(lease))
                .param("session", session.value())
                .update();
    }

    /** Contacts and groups were read, or could not be; either way they are read again later. */
    public void directoryRead(SessionName session, @Nullable String error, Duration untilNext) {
        jdbc.sql("""
                        update whatsapp_gateway.sync_sessions
                           set directory_lease_until = null, directory_error = :error,
                               directory_due_at = now() + make_interval(secs => :wait), updated_at = now()
                         where session_name = :session""")
                .param("error", error)
                .param("wait", seconds(untilNext))
                .param("session", session.value())
                .update();
    }

    /** Leaves a session alone for a while, longer each time; a success in between ends that. */
    public void pause(SessionName session, Duration atLeast, String reason) {
        jdbc.sql(PAUSE)
                .param("wait", seconds(atLeast))
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

    /** Asks for a look at the session at once, comparing more than what obviously moved. */
    public boolean reconcile(SessionName session, String reason) {
        return jdbc.sql("""
                        update whatsapp_gateway.sync_sessions
                           set reconcile_reason = coalesce(reconcile_reason, :reason), next_look_at = null, updated_at = now()
                         where session_name = :session""")
                        .param("reason", reason)
                        .param("session", session.value())
                        .update()
                > 0;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
