package com.tradingsystem.whatsapp.worker.sync;

import com.tradingsystem.whatsapp.batch.SqlTime;
import java.sql.Connection;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Writes how far runs got, in the transaction that writes what they brought. Each method makes sure that the chat is still the
 * claim's, and keeps it so until the transaction ends. Safe for use by many threads.
 */
public final class SyncRuns {

    private static final String BEGIN = """
            with mine as (
              update whatsapp_gateway.sync_state
                 set sync_started_at       = clock_timestamp(),
                     sync_error            = null,
                     walk                  = null,
                     cursor_timestamp      = null,
                     total_messages_count  = 0,
                     synced_messages_count = 0,
                     updated_at            = clock_timestamp()
               where session_name = :session and chat_id = :chat and lease_owner = :owner
              returning session_name, chat_id, sync_started_at
            ),
            broken_off as (
              update whatsapp_gateway.sync_coverage c
                 set outcome = 'interrupted', reason = coalesce(c.reason, 'begun anew'), finished_at = now()
                from mine m
               where c.session_name = m.session_name and c.chat_id = m.chat_id and c.outcome = 'running'
            )
            insert into whatsapp_gateway.sync_coverage
                   (session_name, chat_id, started_at, sync_type, asked_from, asked_to)
            select session_name, chat_id, sync_started_at, :type, :from::timestamptz,
                   coalesce(:to::timestamptz, sync_started_at)
              from mine
            returning started_at""";

    private static final String STEP_STATE = """
            update whatsapp_gateway.sync_state
               set walk                     = :walk::jsonb,
                   cursor_timestamp         = least(cursor_timestamp, :cursor::timestamptz),
                   total_messages_count     = case when :recount then 0 else total_messages_count end + :offered,
                   synced_messages_count    = case when :recount then 0 else synced_messages_count end
                                              + greatest(0, :offered::bigint - :unreadable),
                   oldest_message_timestamp = least(oldest_message_timestamp, :oldest::timestamptz),
                   newest_message_timestamp = greatest(newest_message_timestamp, :newest::timestamptz),
                   sync_error               = null,
                   lease_until              = now() + make_interval(secs => :lease),
                   updated_at               = clock_timestamp()
             where session_name = :session and chat_id = :chat and lease_owner = :owner""";

    private static final String STEP_COVERAGE = """
            update whatsapp_gateway.sync_coverage
               set outcome          = 'running',
                   reason           = null,
                   finished_at      = null,
                   reached          = case when :recount then :reached::timestamptz else least(reached, :reached::timestamptz) end,
                   offered_oldest   = least(offered_oldest, :oldest::timestamptz),
                   offered_newest   = greatest(offered_newest, least(:newest::timestamptz, asked_to)),
                   offered_count    = case when :recount then 0 else offered_count end + :offered,
                   stored_count     = stored_count + :inserted,
                   unreadable_count = unreadable_count + :unreadable,
                   pages            = pages + 1
             where session_name = :session and chat_id = :chat and started_at = :started""";

    private static final String END_COVERAGE = """
            update whatsapp_gateway.sync_coverage
               set outcome = :outcome, reason = :reason, finished_at = now()
             where session_name = :session and chat_id = :chat and started_at = :started""";

    /** By its id: the last page may have taught that the chat has another address by now, and that is another row's. */
    private static final String COMPLETE = """
            with mine as (
              update whatsapp_gateway.sync_state
                 set updated_at = clock_timestamp()
               where session_name = :session and chat_id = :chat and lease_owner = :owner
              returning id
            )
            select id, whatsapp_gateway.complete_sync(id) from mine""";

    /** What moved while the run was under way is pulled at once; so is what was asked for meanwhile, which complete_sync() sees to. */
    private static final String END_STATE = """
            update whatsapp_gateway.sync_state
               set walk                   = null,
                   sync_error             = :reason,
                   sync_status            = case when wanted_at > sync_started_at then 'pending' else sync_status end,
                   deepen_at              = case when :looked then now() + make_interval(secs => :deepen) else deepen_at end,
                   deepen_round           = case when :looked then deepen_round + 1 else deepen_round end,
                   next_sync_scheduled_at = case when wanted_at > sync_started_at then now()
                                                 else least(next_sync_scheduled_at,
                                                            case when :looked then now() + make_interval(secs => :deepen)
                                                                 else deepen_at end) end
             where id = :id""";

    private final JdbcClient jdbc;

    SyncRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Begins a new run; one that was under way is broken off, and its range below where it stood stays a gap.
     *
     * @param from the earliest time that is asked for; null for as far back as there is anything
     * @param to the latest time that is asked for; null for now
     * @throws LeaseLost if the chat belongs to another worker by now
     */
    public SyncRun begin(SyncClaim claim, @Nullable Instant from, @Nullable Instant to) {
        return jdbc.sql(BEGIN)
                .param("session", claim.session().value())
                .param("chat", claim.chat())
                .param("owner", claim.owner())
                .param("type", claim.type())
                .param("from", SqlTime.ofNullable(from))
                .param("to", SqlTime.ofNullable(to))
                .query((row, number) ->
                        new SyncRun(row.getObject(1, OffsetDateTime.class).toInstant(), from, null))
                .optional()
                .orElseThrow(LeaseLost::new);
    }

    /**
     * Notes a page, and extends the lease.
     *
     * @param connection in the transaction that writes the page
     * @throws LeaseLost if the chat belongs to another worker by now, so that the page must not be written
     */
    public void step(Connection connection, SyncClaim claim, SyncRun run, SyncStep step, Duration lease) {
        JdbcClient here = on(connection);
        for (String sql : new String[] {STEP_STATE, STEP_COVERAGE}) {
            int updated = here.sql(sql)
                    .param("walk", step.walk())
                    .param("cursor", SqlTime.ofNullable(step.cursor()))
                    .param("reached", SqlTime.ofNullable(step.reached()))
                    .param("offered", step.offered())
                    .param("recount", step.recount())
                    .param("oldest", SqlTime.ofNullable(step.oldest()))
                    .param("newest", SqlTime.ofNullable(step.newest()))
                    .param("unreadable", step.unreadable())
                    .param("inserted", step.inserted())
                    .param("lease", SqlTime.seconds(lease))
                    .param("session", claim.session().value())
                    .param("chat", claim.chat())
                    .param("owner", claim.owner())
                    .param("started", SqlTime.ofNullable(run.startedAt()))
                    .update();
            if (updated == 0) {
                throw new LeaseLost();
            }
        }
    }

    /**
     * Ends a run, in the transaction that noted its last page, and schedules the next.
     *
     * @param reason why it ended before its end; null if it did not
     * @param lookedDown whether the run went down as far as it may, so that {@code deepen} says something
     * @param deepen when WAHA is to be asked again whether it has older messages by now; null for not at all
     * @throws LeaseLost if the chat belongs to another worker by now
     */
    public void end(
            Connection connection,
            SyncClaim claim,
            SyncRun run,
            SyncOutcome outcome,
            @Nullable String reason,
            boolean lookedDown,
            @Nullable Duration deepen) {
        JdbcClient here = on(connection);
        here.sql(END_COVERAGE)
                .param("outcome", outcome.code())
                .param("reason", reason)
                .param("session", claim.session().value())
                .param("chat", claim.chat())
                .param("started", SqlTime.ofNullable(run.startedAt()))
                .update();
        complete(here, claim, reason, lookedDown, deepen);
    }

    /**
     * Ends a claim for which nothing had to be asked.
     *
     * @throws LeaseLost if the chat belongs to another worker by now
     */
    public void endWithoutRun(SyncClaim claim) {
        int mine = jdbc.sql("""
                        update whatsapp_gateway.sync_state
                           set sync_started_at = clock_timestamp()
                         where session_name = :session and chat_id = :chat and lease_owner = :owner""")
                .param("session", claim.session().value())
                .param("chat", claim.chat())
                .param("owner", claim.owner())
                .update();
        if (mine == 0) {
            throw new LeaseLost();
        }
        complete(jdbc, claim, null, false, null);
    }

    private static void complete(
            JdbcClient here, SyncClaim claim, @Nullable String reason, boolean lookedDown, @Nullable Duration deepen) {
        long id = here.sql(COMPLETE)
                .param("session", claim.session().value())
                .param("chat", claim.chat())
                .param("owner", claim.owner())
                .query((row, number) -> row.getLong("id"))
                .optional()
                .orElseThrow(LeaseLost::new);
        here.sql(END_STATE)
                .param("reason", reason)
                .param("looked", lookedDown)
                .param("deepen", deepen == null ? null : SqlTime.seconds(deepen), Types.DOUBLE)
                .param("id", id)
                .update();
        UncoveredChats.schedule(here, claim);
    }

    private static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }
}
