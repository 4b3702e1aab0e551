package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what became of the files of messages. Safe for use by many threads. */
public final class MediaStates {

    private static final String COLUMNS = """
            d.id, d.message_number, d.session_name, d.core_id, d.is_from_me, d.chat_id, d.message_timestamp, d.download_status, d.minio_bucket,
            d.minio_key, d.thumbnail_minio_key, d.file_hash, d.file_size_bytes, d.media_type, d.media_mime_type, d.media_size_bytes,
            d.media_filename, d.file_mime_type, d.download_reason, d.download_error, d.retry_count, d.queued_at, d.next_retry_at,
            d.download_completed_at""";

    private static final String ONE = "select " + COLUMNS + " from whatsapp_gateway.media_downloads d where d.id = :id";

    /** Asks for a chat, a comparison and a direction by {@code %s}, so that an index is walked from the border on. */
    private static final String LIST = """
            select %1$s
              from whatsapp_gateway.sessions s
              join whatsapp_gateway.media_downloads d using (session_name)
             where s.session_name = :session
               %4$s
               and (cast(:types as text[]) is null or d.media_type = any(:types))
               and d.message_timestamp >= :after and d.message_timestamp < :before
               and (d.message_timestamp, d.id) %2$s (:at, :id)
               and (case when s.revoke_policy is null then not :hides else s.revoke_policy = 'keep' end
                    or not whatsapp_gateway.was_deleted_for_everyone(d.message_number))
             order by d.message_timestamp %3$s, d.id %3$s
             limit :limit""";

    private static final String IN_CHAT = "and d.chat_id = any(cast(:chats as text[]))";
    private static final String BELOW = LIST.formatted(COLUMNS, "<", "desc", "");
    private static final String ABOVE = LIST.formatted(COLUMNS, ">", "asc", "");
    private static final String BELOW_IN_CHAT = LIST.formatted(COLUMNS, "<", "desc", IN_CHAT);
    private static final String ABOVE_IN_CHAT = LIST.formatted(COLUMNS, ">", "asc", IN_CHAT);

    private final JdbcClient jdbc;
    private final ReadSnapshot snapshot;

    MediaStates(JdbcClient jdbc, ReadSnapshot snapshot) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
    }

    /**
     * What became of one file.
     *
     * @param id what the file is called by those who ask for it
     * @param status {@code pending}, {@code downloading}, {@code completed}, {@code skipped}, {@code expired}, {@code gone},
     *     {@code blocked} or {@code failed}
     * @param key the object's key in the store, once it is there
     * @param hash SHA-256 of the stored file, in hexadecimal
     */
    public record MediaState(
            long id,
            String status,
            @Nullable String bucket,
            @Nullable String key,
            @Nullable String thumbnailKey,
            @Nullable String hash,
            @Nullable Long sizeBytes) {}

    /**
     * All that is known of one file.
     *
     * @param message the message's number
     * @param declared what the sender says it is
     * @param type what the bytes say it is, once they are there
     * @param reason the word of a {@link MediaReason}
     * @param error what {@code reason} does not say, for people
     * @param nextRetryAt when it is tried again; null where it is not, or at once
     */
    public record MediaDetails(
            long message,
            SessionName session,
            String coreId,
            boolean fromMe,
            String chatId,
            Instant messageTimestamp,
            MediaState state,
            Declared declared,
            @Nullable String type,
            @Nullable String reason,
            @Nullable String error,
            int attempts,
            Instant queuedAt,
            @Nullable Instant nextRetryAt,
            @Nullable Instant completedAt) {}

    /** A file in its sender's words. */
    public record Declared(
            String kind,
            @Nullable String type,
            @Nullable Long sizeBytes,
            @Nullable String fileName) {}

    /** The file of this id; empty if there is none. */
    public Optional<MediaDetails> find(long id) {
        return jdbc.sql(ONE).param("id", id).query((row, n) -> details(row)).optional();
    }

    /** The files asked for, newest first: up to the query's limit of those next to its border. */
    public List<MediaDetails> list(MediaQuery query) {
        String list = query.isBelow() ? BELOW : ABOVE;
        String inChat = query.isBelow() ? BELOW_IN_CHAT : ABOVE_IN_CHAT;
        List<MediaDetails> found = Objects.requireNonNull(snapshot.once(limited ->
                list(JdbcClient.create(limited).sql(query.chats() == null ? list : inChat), query)));
        return query.isBelow() ? found : found.reversed();
    }

    private static List<MediaDetails> list(JdbcClient.StatementSpec statement, MediaQuery query) {
        return statement
                .param("session", query.session().value())
                .param("hides", query.hidesByDefault())
                .param("chats", array(query.chats()), Types.ARRAY)
                .param("types", array(query.types()), Types.ARRAY)
                .param("after", SqlTime.of(query.after()))
                .param("before", SqlTime.of(query.before()))
                .param("at", SqlTime.of(query.at()))
                .param("id", query.id())
                .param("limit", query.limit())
                .query((row, n) -> details(row))
                .list();
    }

    private static String @Nullable [] array(@Nullable Collection<String> values) {
        return values == null ? null : values.toArray(String[]::new);
    }

    private static MediaDetails details(ResultSet row) throws SQLException {
        return new MediaDetails(
                row.getLong("message_number"),
                new SessionName(row.getString("session_name")),
                row.getString("core_id"),
                row.getBoolean("is_from_me"),
                row.getString("chat_id"),
                SqlTime.get(row, "message_timestamp"),
                state(row),
                new Declared(
                        row.getString("media_type"),
                        row.getString("media_mime_type"),
                        row.getObject("media_size_bytes", Long.class),
                        row.getString("media_filename")),
                row.getString("file_mime_type"),
                row.getString("download_reason"),
                row.getString("download_error"),
                row.getInt("retry_count"),
                SqlTime.get(row, "queued_at"),
                SqlTime.find(row, "next_retry_at"),
                SqlTime.find(row, "download_completed_at"));
    }

    private static MediaState state(ResultSet row) throws SQLException {
        return new MediaState(
                row.getLong("id"),
                row.getString("download_status"),
                row.getString("minio_bucket"),
                row.getString("minio_key"),
                row.getString("thumbnail_minio_key"),
                row.getString("file_hash"),
                row.getObject("file_size_bytes", Long.class));
    }

    /** The states of these messages' files, by the messages' numbers; messages without a file are missing. */
    public Map<Long, MediaState> of(Collection<Long> messages) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                        select message_number, id, download_status, minio_bucket, minio_key, thumbnail_minio_key, file_hash,
                               file_size_bytes
                          from whatsapp_gateway.media_downloads
                         where message_number = any(:messages)""")
                .param("messages", messages.toArray(Long[]::new))
                .query((row, n) -> Map.entry(row.getLong("message_number"), state(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
