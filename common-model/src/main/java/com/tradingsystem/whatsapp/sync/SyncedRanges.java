package com.tradingsystem.whatsapp.sync;

import com.tradingsystem.whatsapp.batch.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says what the archive knows of chats' histories, so that a sync asks for the rest and no more. Safe for use by many threads. */
public final class SyncedRanges {

    /**
     * The end of the lowest stretch without a gap, or the time of a newest message that the archive lacks. It is the time of the newest
     * message that was offered then, because that is WhatsApp's own time; by our clock it might be too late.
     */
    private static final String KNOWN = """
            with horizon as (select whatsapp_gateway.retention_horizon('messages') as at),
            stretch as (
              select upper(o) as ends
                from whatsapp_gateway.sync_ranges r, horizon h, unnest(r.offered) o
               where r.session_name = :session and r.chat_id = :chat and upper(o) > h.at
               order by lower(o)
               limit 1
            ),
            floor as (
              select coalesce(
                       max(least(c.offered_newest, c.asked_to)) filter (where c.asked_to <= s.ends),
                       s.ends) as at
                from stretch s
                left join whatsapp_gateway.sync_coverage c
                  on c.session_name = :session and c.chat_id in (:chat, 'all')
               group by s.ends
            ),
            -- The newest message WAHA shows of the chat, if the archive lacks it. It may be older than what was asked for since: WAHA
            -- learns some messages late.
            missing as (
              select s.last_message_timestamp as at
                from whatsapp_gateway.sync_state s
               where s.session_name = :session and s.chat_id = :chat and s.head_id is not null
                 and not exists (select from whatsapp_gateway.message_keys k
                                  where k.session_name = s.session_name and k.core_id = s.head_id and k.chat_id = s.chat_id)
            ),
            newest as (
              select k."timestamp" as at
                from whatsapp_gateway.message_keys k
               where k.session_name = :session and k.chat_id = :chat
               order by k."timestamp" desc
               limit 1
            )
            select nullif((select at from horizon), '-infinity') as horizon,
                   coalesce(
                     (select least(f.at, (select m.at from missing m)) from floor f),
                     -- All chats were pulled one by one; what came since the first of them is what is left.
                     case when :chat = 'all' then (select min(s.sync_started_at) from whatsapp_gateway.sync_state s
                                                    where s.session_name = :session and s.last_successful_sync_at is not null)
                     end) as floor,
                   (select at from newest) as newest,
                   coalesce((select at from newest) > coalesce((select at from floor), '-infinity'), false)
                     or exists (select from missing) as has_moved,
                   coalesce((select w.settles_at > now() from whatsapp_gateway.sync_sessions w
                              where w.session_name = :session), false) as settles,
                   now() as now""";

    private final JdbcClient jdbc;

    SyncedRanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public SyncedRange of(SyncClaim claim) {
        return jdbc.sql(KNOWN)
                .param("session", claim.session().value())
                .param("chat", claim.chat())
                .query((row, number) -> read(row))
                .single();
    }

    private static SyncedRange read(ResultSet row) throws SQLException {
        Instant now = SqlTime.find(row, "now");
        return new SyncedRange(
                SqlTime.find(row, "horizon"),
                SqlTime.find(row, "floor"),
                SqlTime.find(row, "newest"),
                row.getBoolean("has_moved"),
                row.getBoolean("settles"),
                now == null ? Instant.EPOCH : now);
    }
}
