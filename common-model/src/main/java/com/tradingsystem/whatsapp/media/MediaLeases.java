package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The files that are still to be fetched: a queue in the table {@code media_downloads}, shared by any number of workers.
 *
 * <p>A worker claims rows for the length of a lease, renews it while it works, and ends with {@link MediaResults}. A
 * worker that dies loses its rows to the others when the lease runs out. All times are the database's, so clocks of workers
 * may differ. Safe for use by many threads.
 */
public final class MediaLeases {

    private static final String OPEN =
            "download_status in ('pending', 'downloading', 'failed') and retry_count < max_retries";

    /** The expression of index media_downloads_claimable. */
    private static final String DUE = "coalesce(greatest(next_retry_at, lease_until), '-infinity')";

    /** Taking over from a worker that died costs an attempt: a file that kills workers must not do so for ever. */
    private static final String CLAIM = """
            update whatsapp_gateway.media_downloads m
               set download_status     = 'downloading',
                   download_started_at = now(),
                   lease_owner         = :owner,
                   lease_until         = now() + make_interval(secs => :lease),
                   retry_count         = retry_count + case when download_status = 'downloading' then 1 else 0 end,
                   updated_at          = clock_timestamp()
              from due
             where m.id = due.id
            returning m.id, m.message_number, m.session_name, m.message_id, m.chat_id, m.message_timestamp, m.media_url,
                      m.media_type, m.media_mime_type, m.media_size_bytes, m.media_filename, m.retry_count""";

    private static final String CLAIM_FRESH = """
            with due as (
              select id
                from whatsapp_gateway.media_downloads
               where session_name = :session
                 and download_status = 'pending'
                 and media_url is not null
                 and media_url_at > now() - make_interval(secs => :fresh)
                 and %s
                 and %s <= now()
               order by media_url_at desc, id
               limit :limit
                 for update skip locked
            )
            """.formatted(OPEN, DUE) + CLAIM;

    private static final String CLAIM_DUE = """
            with due as (
              select id
                from whatsapp_gateway.media_downloads
               where session_name = :session
                 and %1$s
                 and %2$s <= now()
                 and not (download_status = 'downloading' and retry_count + 1 >= max_retries)
               order by %2$s, id
               limit :limit
                 for update skip locked
            )
            """.formatted(OPEN, DUE) + CLAIM;

    private final JdbcClient jdbc;

    MediaLeases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The sessions that have something due now. */
    public List<SessionName> sessionsWithWork() {
        return jdbc.sql("""
                        with recursive session (name) as (
                          select min(session_name) from whatsapp_gateway.media_downloads where %1$s
                           union all
                          select (select min(d.session_name)
                                    from whatsapp_gateway.media_downloads d
                                   where d.session_name > session.name and %1$s)
                            from session
                           where session.name is not null
                        )
                        select name
                          from session
                         where exists (
                           select from whatsapp_gateway.media_downloads d
                            where d.session_name = session.name and %1$s and %2$s <= now())""".formatted(OPEN, DUE))
                .query((row, n) -> new SessionName(row.getString("name")))
                .list();
    }

    /**
     * Claims files that WAHA offered a moment ago, the newest first, as it keeps them for a short time only.
     *
     * @param fresh how long ago at most
     */
    public List<MediaJob> claimFresh(SessionName session, String owner, Duration lease, Duration fresh, int limit) {
        return claim(jdbc.sql(CLAIM_FRESH).param("fresh", SqlTime.seconds(fresh)), session, owner, lease, limit);
    }

    /** Claims what is due, the longest waiting first. */
    public List<MediaJob> claimDue(SessionName session, String owner, Duration lease, int limit) {
        return claim(jdbc.sql(CLAIM_DUE), session, owner, lease, limit);
    }

    private static List<MediaJob> claim(
            JdbcClient.StatementSpec claim, SessionName session, String owner, Duration lease, int limit) {
        return claim.param("session", session.value())
                .param("owner", owner)
                .param("lease", SqlTime.seconds(lease))
                .param("limit", limit)
                .query((row, n) -> job(row, owner))
                .list();
    }

    /**
     * Prolongs the leases of a worker; those that another took over meanwhile are not in the answer. One row a statement: the
     * ingest updates many at a time, in an order of its own, and two such would wait for each other.
     */
    public Set<Long> renew(String owner, Collection<Long> ids, Duration lease) {
        Set<Long> kept = new HashSet<>();
        for (long id : ids) {
            int renewed = jdbc.sql("""
                            update whatsapp_gateway.media_downloads
                               set lease_until = now() + make_interval(secs => :lease)
                             where id = :id and lease_owner = :owner and download_status = 'downloading'""")
                    .param("lease", SqlTime.seconds(lease))
                    .param("id", id)
                    .param("owner", owner)
                    .update();
            if (renewed > 0) {
                kept.add(id);
            }
        }
        return kept;
    }

    /** Remembers where WAHA offers a file now. */
    public void offered(MediaJob job, String url) {
        jdbc.sql("""
                        update whatsapp_gateway.media_downloads
                           set media_url = :url, media_url_at = now()
                         where id = :id and lease_owner = :owner""")
                .param("url", url)
                .param("id", job.id())
                .param("owner", job.owner())
                .update();
    }

    /**
     * Asks for a file again that was given up, skipped or blocked, with all its attempts; one that is waiting is due at once.
     *
     * @return false if there is no such row, it is completed, or a worker has it now
     */
    public boolean retry(long id) {
        return jdbc.sql("""
                                update whatsapp_gateway.media_downloads
                                   set download_status = 'pending',
                                       download_reason = null,
                                       download_error  = null,
                                       retry_count     = 0,
                                       next_retry_at   = null,
                                       queued_at       = now(),
                                       updated_at      = clock_timestamp()
                                 where id = :id
                                   and download_status <> 'completed'
                                   and download_reason is distinct from 'message_erased'
                                   and not (download_status = 'downloading' and lease_until > now())""").param("id", id).update() > 0;
    }

    private static MediaJob job(ResultSet row, String owner) throws SQLException {
        return new MediaJob(
                row.getLong("id"),
                owner,
                row.getLong("message_number"),
                new SessionName(row.getString("session_name")),
                row.getString("message_id"),
                row.getString("chat_id"),
                SqlTime.get(row, "message_timestamp"),
                row.getString("media_url"),
                row.getString("media_type"),
                row.getString("media_mime_type"),
                row.getObject("media_size_bytes", Long.class),
                row.getString("media_filename"),
                row.getInt("retry_count"));
    }
}
