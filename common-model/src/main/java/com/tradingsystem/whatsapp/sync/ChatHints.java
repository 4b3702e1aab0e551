package com.tradingsystem.whatsapp.sync;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Tells the sync of chats that events spoke of, so that their history is pulled once.
 *
 * <p>Runs in the caller's transaction, which must hold the lock of every session it writes to. Stateless, safe for use by many
 * threads.
 */
public final class ChatHints {

    /** A chat under its canonical address. */
    public record Chat(SessionName session, Jid address) {}

    private static final Columns<Chat> CHATS = Columns.<Chat>of()
            .text("session_name", c -> c.session().value())
            .text("chat_id", c -> c.address().value())
            .build();

    private static final String HINT = "insert into whatsapp_gateway.sync_state (" + CHATS.names() + ") select "
            + CHATS.names("r") + " from " + CHATS.unnest("r") + " on conflict do nothing";

    /**
     * What is known of a chat under its phone number stays as it is. Only where that was synced to its end, and the LID's
     * part was not, there is something left to pull.
     */
    private static final String MERGE_STATE = """
            insert into whatsapp_gateway.sync_state as t
                   (session_name, chat_id, sync_status, sync_type, sync_enabled, total_messages_count, synced_messages_count,
                    cursor_timestamp, last_message_timestamp, oldest_message_timestamp, newest_message_timestamp,
                    sync_completed_at, last_successful_sync_at, next_sync_scheduled_at, sync_interval_minutes,
                    sync_lookback_days, last_sync_request_at, sync_error, retry_count, max_retries)
            select session_name, kept_under, case when sync_status = 'syncing' then 'pending' else sync_status end, sync_type,
                   sync_enabled, total_messages_count, synced_messages_count, cursor_timestamp, last_message_timestamp,
                   oldest_message_timestamp, newest_message_timestamp, sync_completed_at, last_successful_sync_at,
                   next_sync_scheduled_at, sync_interval_minutes, sync_lookback_days, last_sync_request_at, sync_error,
                   retry_count, max_retries
              from %s
            on conflict (session_name, chat_id) do update
               set sync_status = 'pending', sync_type = 'full', next_sync_scheduled_at = now(), updated_at = clock_timestamp()
             where t.sync_status = 'completed' and excluded.sync_status <> 'completed'""";

    private static final String MERGE_COVERAGE = """
            insert into whatsapp_gateway.sync_coverage
                   (session_name, chat_id, started_at, sync_type, asked_from, asked_to, reached, offered_oldest,
                    offered_newest, offered_count, stored_count, pages, finished_at, outcome)
            select session_name, kept_under, started_at, sync_type, asked_from, asked_to, reached, offered_oldest,
                   offered_newest, offered_count, stored_count, pages, finished_at, outcome
              from %s
            on conflict do nothing""";

    /** Whether a mention of this address is reason to pull its history; whether stories are pulled is the worker's to say. */
    public static boolean isPullable(Jid address) {
        return !address.isStatus() && !(address instanceof Jid.Other);
    }

    /** Queues the chats that are not known to the sync yet. */
    public void hint(Connection connection, Collection<Chat> chats) throws SQLException {
        if (!chats.isEmpty()) {
            CHATS.run(connection, HINT, List.copyOf(chats));
        }
    }

    /**
     * Moves what the sync knows from LIDs to phone numbers: up to {@code limit} rows of each table.
     *
     * @return how many were moved
     */
    public int rename(Connection connection, List<Renaming> renamings, int limit) throws SQLException {
        return Renaming.move(connection, renamings, "sync_state", "chat_id", MERGE_STATE, limit)
                + Renaming.move(connection, renamings, "sync_coverage", "chat_id", MERGE_COVERAGE, limit);
    }
}
