package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.TimelinePage.Position;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Walks {@code message_keys}, the timeline, along its index; the hypertable is not touched. */
final class TimelineKeys {

    private final JdbcClient jdbc;

    TimelineKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next keys after a position, newest first, over all addresses of the chat. */
    List<MessageRows.Location> next(
            SessionName session, List<String> chats, TimelineQuery query, @Nullable Position after, int limit) {
        return statement("", session, chats, query, after, limit)
                .query((row, n) -> new MessageRows.Location(
                        new MessageKey(session, row.getString("core_id"), row.getBoolean("is_from_me")),
                        row.getString("chat_id"),
                        SqlTime.get(row, "timestamp")))
                .list();
    }

    JdbcClient.StatementSpec statement(
            String prefix,
            SessionName session,
            List<String> chats,
            TimelineQuery query,
            @Nullable Position after,
            int limit) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("session", session.value());
        parameters.put("chats", chats.toArray(String[]::new));
        parameters.put("limit", limit);
        // One walk of the index per address, each already in order and no longer than the page.
        String sql = """
                select k.core_id, k.is_from_me, k.chat_id, k."timestamp"
                  from unnest(:chats) as c (chat_id)
                 cross join lateral (
                         select core_id, is_from_me, chat_id, "timestamp"
                           from whatsapp_gateway.message_keys
                          where session_name = :session
                            and chat_id = c.chat_id
                            %s
                          order by "timestamp" desc, core_id desc, is_from_me desc
                          limit :limit) k
                 order by k."timestamp" desc, k.core_id desc, k.is_from_me desc
                 limit :limit""".formatted(conditions(query, after, parameters));
        return jdbc.sql(prefix + sql).params(parameters);
    }

    /** Where the message with this core id is, in one of these chats; the side asked for comes first. */
    List<MessageRows.Location> find(SessionName session, List<String> chats, String coreId) {
        return jdbc.sql("""
                        select is_from_me, chat_id, "timestamp"
                          from whatsapp_gateway.message_keys
                         where session_name = :session
                           and core_id = :core
                           and chat_id = any(:chats)
                         order by id""")
                .param("session", session.value())
                .param("core", coreId)
                .param("chats", chats.toArray(String[]::new))
                .query((row, n) -> new MessageRows.Location(
                        new MessageKey(session, coreId, row.getBoolean("is_from_me")),
                        row.getString("chat_id"),
                        SqlTime.get(row, "timestamp")))
                .list();
    }

    /** The time of the oldest message the chat ever had; null if it never had any. */
    @Nullable
    Instant oldest(SessionName session, List<String> chats) {
        return jdbc.sql("""
                        select k."timestamp"
                          from unnest(:chats) as c (chat_id)
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

    private static String conditions(TimelineQuery query, @Nullable Position after, Map<String, Object> parameters) {
        StringBuilder sql = new StringBuilder();
        if (after != null) {
            sql.append(" and (\"timestamp\", core_id, is_from_me) < (:position, :position_core, :position_me)");
            parameters.put("position", SqlTime.of(after.timestamp()));
            parameters.put("position_core", after.coreId());
            parameters.put("position_me", after.fromMe());
        }
        if (query.before() != null) {
            sql.append(" and \"timestamp\" < :before");
            parameters.put("before", SqlTime.of(query.before()));
        }
        if (query.after() != null) {
            sql.append(" and \"timestamp\" >= :after");
            parameters.put("after", SqlTime.of(query.after()));
        }
        if (!query.types().isEmpty()) {
            sql.append(" and message_type = any(:types)");
            parameters.put("types", query.types().toArray(String[]::new));
        }
        if (!query.exceptTypes().isEmpty()) {
            sql.append(" and message_type <> all(:except)");
            parameters.put("except", query.exceptTypes().toArray(String[]::new));
        }
        if (query.fromMe() != null) {
            sql.append(" and is_from_me = :from_me");
            parameters.put("from_me", query.fromMe());
        }
        if (query.hasMedia() != null) {
            sql.append(" and has_media = :has_media");
            parameters.put("has_media", query.hasMedia());
        }
        return sql.toString();
    }
}
