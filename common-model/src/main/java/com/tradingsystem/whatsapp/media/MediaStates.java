package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what became of the files of messages. Safe for use by many threads. */
public final class MediaStates {

    private final JdbcClient jdbc;

    MediaStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
        return jdbc.sql("""
                        select id, message_number, session_name, core_id, is_from_me, chat_id, message_timestamp, download_status, minio_bucket,
                               minio_key, thumbnail_minio_key, file_hash, file_size_bytes, media_type, media_mime_type,
                               media_size_bytes, media_filename, file_mime_type, download_reason, download_error, retry_count,
                               queued_at, next_retry_at, download_completed_at
                          from whatsapp_gateway.media_downloads
                         where id = :id""").param("id", id).query((row, n) -> details(row)).optional();
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
