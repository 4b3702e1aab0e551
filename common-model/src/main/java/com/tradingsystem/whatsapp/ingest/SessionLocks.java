package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;

/**
 * One writer per session at a time, over all processes: the transaction holds a lock for each of its sessions until its end.
 *
 * <p>The locks are taken in one order, so transactions wait for each other but never in a circle. They belong to the
 * transaction, not to the connection, so they work behind a connection pool.
 */
final class SessionLocks {

    /**
     * Read committed, because every statement after the locks must see what the last holder committed. Custom plans, because
     * only they leave out the chunks that the constants exclude. Random pages are cheap, because what is written to was mostly
     * written to before, and a plan that reads whole tables gets slower with every message. Keys are kept: rows that are deleted here are moved, not
     * gone.
     */
    private static final String BEGIN = """
            set transaction isolation level read committed;
            select set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('random_page_cost', '1.1', true),
                   set_config('whatsapp_gateway.keys_are_kept', 'on', true),
                   set_config('statement_timeout', ?, true)""";

    private static final String LOCK = """
            select pg_advisory_xact_lock(l.key)
              from (select whatsapp_gateway.session_lock_key(s.name) as key
                      from (select distinct name from unnest(?::text[]) as u (name)) s order by s.name) l""";

    private SessionLocks() {}

    /** Sets up the transaction and waits for its sessions. Must come first in it. */
    static void acquire(Pipeline pipeline, Collection<SessionName> sessions, Duration statementTimeout)
            throws SQLException {
        pipeline.write(BEGIN, Long.toString(statementTimeout.toMillis()));
        pipeline.write(
                LOCK,
                pipeline.connection()
                        .createArrayOf(
                                "text", sessions.stream().map(SessionName::value).toArray(String[]::new)));
    }
}
