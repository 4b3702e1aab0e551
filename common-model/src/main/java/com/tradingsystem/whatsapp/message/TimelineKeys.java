package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.TimelinePage.Position;
import java.time.Instant;
import java.util.Collection;
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
                        row.getLong("id"), row.getString("chat_id"), SqlTime.get(row, "timestamp")))
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
                select k.id, k.chat_id, k."timestamp"
                  from unnest(:chats::text[]) as c (chat_id)
                 cross join lateral (
                         select id, chat_id, "timestamp"
                           from whatsapp_gateway.message_keys
                          where session_name = :session
                            and chat_id = c.chat_id
                            %s
                          order by "timestamp" desc, id desc
                          limit :limit) k
                 order by k."timestamp" desc, k.id desc
                 limit :limit""".formatted(conditions(query, after, parameters));
        return jdbc.sql(prefix + sql).params(parameters);
    }

    /** The messages with these core ids in a chat, those stored first first. */
    List<KeyRow> find(SessionName session, List<String> chats, Collection<String> coreIds) {
        return keys(session, chats, coreIds, "");
    }

    /** Those of them with a request to delete them. */
    List<KeyRow> revoked(SessionName session, List<String> chats, Collection<String> coreIds) {
        return keys(session, chats, coreIds, """
                           and exists (select from whatsapp_gateway.message_revocations v
                                        where v.session_name = k.session_name and v.core_id = k.core_id
                                          and v.chat_id = any(:chats))""");
    }

    private List<KeyRow> keys(SessionName session, List<String> chats, Collection<String> coreIds, String condition) {
        return jdbc.sql("""
                        select k.*
                          from whatsapp_gateway.message_keys k
                         where k.session_name = :session
                           and k.chat_id = any(:chats)
                           and k.core_id = any(:cores) %s
                         order by k.id""".formatted(condition))
                .param("session", session.value())
                .param("cores", coreIds.toArray(String[]::new))
                .param("chats", chats.toArray(String[]::new))
                .query((row, n) -> StoredMessages.key(row))
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

    private static String conditions(TimelineQuery query, @Nullable Position after, Map<String, Object> parameters) {
        StringBuilder sql = new StringBuilder();
        if (after != null) {
            sql.append(" and (\"timestamp\", id) < (:position, :position_id)");
            parameters.put("position", SqlTime.of(after.timestamp()));
            parameters.put("position_id", after.number());
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
