package com.tradingsystem.whatsapp.worker.sync;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares what WAHA shows of chats with the archive, and makes those due that have something to pull. Safe for use by many threads. */
public final class DueChats {

    /** A chat as WAHA shows it; the id and the time of its newest message are null where WAHA shows none. */
    public record Head(
            Jid chat, @Nullable String coreId, @Nullable Instant at) {}

    /**
     * What a comparison found.
     *
     * @param added chats that were not known
     * @param moved chats that were pulled to the end and have something the archive does not have; those still in the queue do not
     *     count
     */
    public record Found(int added, int moved) {}

    private static final String COMPARED = """
            with heads as materialized (
              select distinct on (chat_id) *
                from (select whatsapp_gateway.canonical_chat_id(:session, u.chat_id) as chat_id, u.core_id, u.at
                        from unnest(:chats::text[], :ids::text[], :times::text[]::timestamptz[]) as u (chat_id, core_id, at)) h
               -- The chat of somebody who was erased, and who said nothing since.
               where not exists (select from whatsapp_gateway.erasures e
                                  where e.session_name = :session
                                    and e.subject_hash = whatsapp_gateway.erasure_hash(:session, h.chat_id)
                                    and coalesce(h.at, '-infinity') <= e.erased_at)
               order by chat_id, at desc nulls last
            ),
            news as materialized (
              select h.*, s.chat_id is null as is_new, s.sync_status = 'completed' as was_done
                from heads h
                left join whatsapp_gateway.sync_state s on s.session_name = :session and s.chat_id = h.chat_id
               where s.chat_id is null
                  or (h.core_id is not null
                      and h.core_id is distinct from s.head_id
                      and not exists (select from whatsapp_gateway.message_keys k
                                       where k.session_name = :session and k.core_id = h.core_id and k.chat_id = h.chat_id))
                  or (:reconcile and h.at > coalesce(s.newest_message_timestamp, '-infinity') and s.sync_status = 'completed')
            )""";

    private static final String SCHEDULE = COMPARED + """
            ,
            added as (
              insert into whatsapp_gateway.sync_state
                     (session_name, chat_id, sync_type, next_sync_scheduled_at, wanted_at, head_id, last_message_timestamp)
              select :session, n.chat_id, 'full', now(), clock_timestamp(), n.core_id, n.at
                from news n
               where n.is_new
              on conflict do nothing
              returning chat_id
            ),
            moved as (
              update whatsapp_gateway.sync_state s
                 set head_id                = coalesce(n.core_id, s.head_id),
                     last_message_timestamp = greatest(s.last_message_timestamp, n.at),
                     wanted_at              = case when :one_by_one then clock_timestamp() else s.wanted_at end,
                     -- One that failed waits its time, and one that is under way is looked at when it ends.
                     sync_status            = case when :one_by_one and s.sync_status = 'completed' then 'pending' else s.sync_status end,
                     next_sync_scheduled_at = case when :one_by_one and s.sync_status in ('completed', 'pending')
                                                   then least(s.next_sync_scheduled_at, now()) else s.next_sync_scheduled_at end,
                     updated_at             = clock_timestamp()
                from news n
               where not n.is_new and s.session_name = :session and s.chat_id = n.chat_id
              returning s.chat_id
            )
            select (select count(*) from added) as added, (select count(*) from news where was_done) as moved""";

    private static final String ALL = """
            insert into whatsapp_gateway.sync_state as s
                   (session_name, chat_id, sync_type, next_sync_scheduled_at, wanted_at, last_message_timestamp)
            values (:session, 'all', 'incremental', now(), clock_timestamp(), :heard::timestamptz)
            on conflict (session_name, chat_id) do update
               set wanted_at              = clock_timestamp(),
                   last_message_timestamp = greatest(s.last_message_timestamp, excluded.last_message_timestamp),
                   sync_status            = case when s.sync_status = 'completed' then 'pending' else s.sync_status end,
                   next_sync_scheduled_at = case when s.sync_status in ('completed', 'pending')
                                                 then least(s.next_sync_scheduled_at, now()) else s.next_sync_scheduled_at end,
                   updated_at             = clock_timestamp()""";

    private final JdbcClient jdbc;

    DueChats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Compares without consequences. */
    public Found compare(SessionName session, List<Head> heads, boolean reconcile) {
        return query(
                COMPARED
                        + " select count(*) filter (where is_new) as added, count(*) filter (where was_done) as moved from news",
                session,
                heads,
                reconcile,
                true);
    }

    /**
     * Makes due what has something to pull.
     *
     * @param reconcile whether chats count that moved since WAHA was asked for their messages, even if the archive has their
     *     newest one: what came before it may be missing
     * @param oneByOne whether known chats are made due themselves, rather than covered by {@link #scheduleAll}
     */
    public Found schedule(SessionName session, List<Head> heads, boolean reconcile, boolean oneByOne) {
        return query(SCHEDULE, session, heads, reconcile, oneByOne);
    }

    /** Whether the messages of all chats at once can be had, as far as is known. */
    public boolean allChatsWork(SessionName session) {
        return jdbc.sql("""
                        select not exists (
                          select from whatsapp_gateway.sync_state
                           where session_name = :session and chat_id = 'all'
                             and (sync_status = 'failed' or not sync_enabled))""")
                .param("session", session.value())
                .query(Boolean.class)
                .single();
    }

    /** Makes the messages of all chats of a session due at once, those since the last time. */
    public void scheduleAll(SessionName session, @Nullable Instant heard) {
        jdbc.sql(ALL)
                .param("session", session.value())
                .param("heard", SqlTime.ofNullable(heard))
                .update();
    }

    private Found query(String sql, SessionName session, List<Head> heads, boolean reconcile, boolean oneByOne) {
        List<Head> pullable =
                heads.stream().filter(head -> isPullable(head.chat())).toList();
        if (pullable.isEmpty()) {
            return new Found(0, 0);
        }
        return jdbc.sql(sql)
                .param("session", session.value())
                .param("chats", pullable.stream().map(h -> h.chat().value()).toArray(String[]::new))
                .param("ids", pullable.stream().map(Head::coreId).toArray(String[]::new))
                .param("times", pullable.stream().map(DueChats::time).toArray(String[]::new))
                .param("reconcile", reconcile)
                .param("one_by_one", oneByOne)
                .query((row, number) -> new Found(row.getInt("added"), row.getInt("moved")))
                .single();
    }

    private static boolean isPullable(Jid chat) {
        return !(chat instanceof Jid.Other);
    }

    private static @Nullable String time(Head head) {
        Instant at = head.at();
        return at == null ? null : at.toString();
    }
}
