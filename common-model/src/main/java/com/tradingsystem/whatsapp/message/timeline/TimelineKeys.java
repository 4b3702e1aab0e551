package com.tradingsystem.whatsapp.message.timeline;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.KeyRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads {@code message_keys}, the timeline; the hypertable is not touched. */
final class TimelineKeys {

    private final JdbcClient jdbc;

    TimelineKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The messages with this core id in a chat, those stored first first. */
    List<KeyRow> find(SessionName session, List<String> chats, String coreId) {
        return jdbc.sql("""
                        select k.*
                          from whatsapp_gateway.message_keys k
                         where k.session_name = :session
                           and k.chat_id = any(:chats)
                           and k.core_id = :core
                         order by k.id""")
                .param("session", session.value())
                .param("core", coreId)
                .param("chats", chats.toArray(String[]::new))
                .query((row, n) -> KeyRow.read(row))
                .list();
    }

    /** The time of the oldest message the chat ever had; null if it never had any. */
    @Nullable
    Instant oldest(SessionName session, List<String> chats) {
        return jdbc.sql("""
                        select k."timestamp"
                          from unnest(:chats::text[]) as c (chat_id)
                         cross join lateral (
                                 select "timestamp" from whatsapp_gateway.message_keys
                                  where session_name = :session and chat_id = c.chat_id
                                  order by "timestamp" limit 1) k
                         order by k."timestamp"
                         limit 1""")
                .param("session", session.value())
                .param("chats", chats.toArray(String[]::new))
                .query((row, n) -> SqlTime.get(row, "timestamp"))
                .optional()
                .orElse(null);
    }

    Optional<SessionAddress> newest() {
        return jdbc.sql("select * from whatsapp_gateway.message_keys order by id desc limit 1")
                .query((row, n) -> KeyRow.read(row))
                .optional()
                .map(key -> new SessionAddress(key.session(), key.chat()));
    }
}
