package com.tradingsystem.whatsapp.worker.sync;

import com.tradingsystem.whatsapp.sync.SyncRequests;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Chats that a run over all chats of a session was to cover, and whose newest message it did not bring: because it failed, or because
 * the message is older than where it began. Each gets a run of its own.
 */
final class UncoveredChats {

    private static final String SCHEDULE = """
            update whatsapp_gateway.sync_state s
               set wanted_at              = clock_timestamp(),
                   sync_status            = 'pending',
                   next_sync_scheduled_at = least(s.next_sync_scheduled_at, now()),
                   updated_at             = clock_timestamp()
             where s.session_name = :session
               and s.chat_id <> 'all'
               and s.sync_status in ('completed', 'pending')
               and s.head_id is not null
               and s.last_message_timestamp > coalesce(s.newest_message_timestamp, '-infinity')
               and not exists (select from whatsapp_gateway.message_keys k
                                where k.session_name = s.session_name and k.core_id = s.head_id
                                  and k.chat_id = s.chat_id)""";

    private UncoveredChats() {}

    /** Does nothing unless the claim was of all chats. */
    static void schedule(JdbcClient jdbc, SyncClaim claim) {
        if (claim.chat().equals(SyncRequests.ALL_CHATS)) {
            jdbc.sql(SCHEDULE).param("session", claim.session().value()).update();
        }
    }
}
