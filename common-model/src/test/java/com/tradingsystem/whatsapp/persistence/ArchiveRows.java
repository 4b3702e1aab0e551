package com.tradingsystem.whatsapp.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts rows into an archive the short way, for tests of reading. */
public final class ArchiveRows {

    /** What every row of a table must have and no reader looks at. */
    private static final Map<String, Map<String, Object>> REQUIRED = Map.of(
            "message_edits", Map.of("told_by", "evt", "is_from_me", false),
            "message_revocations", Map.of("told_by", "evt", "is_from_me", false, "revoked_by", ""),
            "media_downloads", Map.of("content_rank", 0, "content_at", Instant.EPOCH, "content_event", "evt"));

    /** Tables of what was said about messages: in the message's chat, where a test does not say otherwise. */
    private static final Set<String> ABOUT_MESSAGES = Set.of(
            "message_edits",
            "message_revocations",
            "message_receipts",
            "message_reactions",
            "poll_votes",
            "invitation_answers");

    private final JdbcClient jdbc;
    private final String session;

    public ArchiveRows(TestDatabase database, String session) {
        this.jdbc = database.jdbc();
        this.session = session;
    }

    /** A session of this name, connected. */
    public ArchiveRows session() {
        jdbc.sql("""
                        insert into whatsapp_gateway.sessions (session_name, status, waha_status, last_event_at, last_heartbeat_at)
                        values (:session, 'connected', 'WORKING', now(), now())""").param("session", session).update();
        return this;
    }

    /** A text message from the other side, with its key. */
    public ArchiveRows message(String chat, Instant timestamp, String coreId) {
        return message(chat, timestamp, coreId, Map.of());
    }

    /** A message with its key; {@code columns} are values of columns of {@code messages} that shall differ. */
    public ArchiveRows message(String chat, Instant timestamp, String coreId, Map<String, Object> columns) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("session_name", session);
        row.put("chat_id", chat);
        row.put("timestamp", timestamp);
        row.put("core_id", coreId);
        row.put("is_from_me", false);
        row.put("message_id", "false_" + chat + "_" + coreId);
        row.put("from_whatsapp_id", chat);
        row.put("message_type", "text");
        row.put("body", "text of " + coreId);
        row.put("has_media", false);
        row.put("is_forwarded", false);
        row.put("ack", 2);
        row.put("ack_error", false);
        row.put("is_deleted", false);
        row.put("sync_source", "webhook");
        row.put("time_rank", 0);
        row.put("content_rank", 0);
        row.put("content_at", timestamp);
        row.put("content_event", "evt_" + coreId);
        row.putAll(columns);
        row.put("id", key(row));
        return insert("messages", row);
    }

    /** A key whose message somebody deleted by SQL. */
    public ArchiveRows keyWithoutMessage(String chat, Instant timestamp, String coreId) {
        key(Map.of(
                "core_id",
                coreId,
                "is_from_me",
                false,
                "chat_id",
                chat,
                "timestamp",
                timestamp,
                "message_type",
                "text",
                "has_media",
                false));
        return this;
    }

    /** A row of any table. Its column {@code session_name} is filled in; JSON is given as text ending in {@code ::jsonb}. */
    public ArchiveRows insert(String table, Map<String, ?> columns) {
        Map<String, Object> row = new LinkedHashMap<>(REQUIRED.getOrDefault(table, Map.of()));
        row.put("session_name", session);
        if (ABOUT_MESSAGES.contains(table)) {
            row.put("chat_id", chatOf(Objects.requireNonNull(columns.get("core_id"))));
        }
        if (table.equals("media_downloads")) {
            row.put(
                    "message_number",
                    numberOf(
                            Objects.requireNonNull(columns.get("core_id")),
                            Objects.requireNonNull(columns.get("is_from_me"))));
        }
        row.putAll(columns);
        String names = row.keySet().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        String values = row.entrySet().stream().map(ArchiveRows::placeholder).collect(Collectors.joining(", "));
        var statement = jdbc.sql("insert into whatsapp_gateway.%s (%s) values (%s)".formatted(table, names, values));
        row.forEach((name, value) -> statement.param(name, sql(value)));
        statement.update();
        return this;
    }

    private String chatOf(Object coreId) {
        return jdbc
                .sql("select chat_id from whatsapp_gateway.message_keys where session_name = ? and core_id = ?")
                .params(session, coreId)
                .query(String.class)
                .list()
                .stream()
                .findFirst()
                .orElse("");
    }

    /** A file may be there without its message. */
    private long numberOf(Object coreId, Object fromMe) {
        return jdbc.sql("""
                        select coalesce(
                          (select id from whatsapp_gateway.message_keys
                            where session_name = ? and core_id = ? and is_from_me = ?),
                          (select least(min(message_number), 0) - 1 from whatsapp_gateway.media_downloads),
                          -1)""").params(session, coreId, fromMe).query(Long.class).single();
    }

    /** The number of the only message with this core id. */
    public long number(String coreId) {
        return jdbc.sql(
                        "select id from whatsapp_gateway.message_keys where session_name = :session and core_id = :core_id")
                .param("session", session)
                .param("core_id", coreId)
                .query(Long.class)
                .single();
    }

    private long key(Map<String, ?> row) {
        return jdbc.sql("""
                        insert into whatsapp_gateway.message_keys
                               (session_name, core_id, is_from_me, chat_id, author, "timestamp", message_type, has_media)
                        values (:session, :core_id, :is_from_me, :chat_id, :author, :timestamp, :message_type, :has_media)
                        returning id""")
                .param(
                        "author",
                        Boolean.TRUE.equals(row.get("is_from_me"))
                                ? ""
                                : row.containsKey("from_whatsapp_id")
                                        ? row.get("from_whatsapp_id")
                                        : row.get("chat_id"))
                .param("session", session)
                .param("core_id", row.get("core_id"))
                .param("is_from_me", row.get("is_from_me"))
                .param("chat_id", row.get("chat_id"))
                .param("timestamp", sql(Objects.requireNonNull(row.get("timestamp"))))
                .param("message_type", row.get("message_type"))
                .param("has_media", row.get("has_media"))
                .query(Long.class)
                .single();
    }

    private static String placeholder(Map.Entry<String, Object> column) {
        return column.getValue() instanceof String text && text.endsWith("::jsonb")
                ? "cast(:" + column.getKey() + " as jsonb)"
                : ":" + column.getKey();
    }

    private static Object sql(Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case String text when text.endsWith("::jsonb") -> text.substring(0, text.length() - "::jsonb".length());
            default -> value;
        };
    }
}
