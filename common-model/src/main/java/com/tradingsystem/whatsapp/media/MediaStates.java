package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.Collection;
import java.util.Map;
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
     * @param status {@code pending}, {@code downloading}, {@code completed}, {@code skipped}, {@code expired}, {@code gone},
     *     {@code blocked} or {@code failed}
     * @param key the object's key in the store, once it is there
     * @param hash SHA-256 of the stored file, in hexadecimal
     */
    public record MediaState(
            String status,
            @Nullable String bucket,
            @Nullable String key,
            @Nullable String thumbnailKey,
            @Nullable String hash,
            @Nullable Long sizeBytes) {}

    /** The states of these messages' files; messages without a file are missing. */
    public Map<MessageKey, MediaState> of(SessionName session, Collection<MessageKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                        select core_id, is_from_me, download_status, minio_bucket, minio_key, thumbnail_minio_key, file_hash,
                               file_size_bytes
                          from whatsapp_gateway.media_downloads
                         where session_name = :session and core_id = any(:cores)""")
                .param("session", session.value())
                .param("cores", keys.stream().map(MessageKey::coreId).toArray(String[]::new))
                .query((row, n) -> Map.entry(
                        new MessageKey(session, row.getString("core_id"), row.getBoolean("is_from_me")),
                        new MediaState(
                                row.getString("download_status"),
                                row.getString("minio_bucket"),
                                row.getString("minio_key"),
                                row.getString("thumbnail_minio_key"),
                                row.getString("file_hash"),
                                row.getObject("file_size_bytes", Long.class))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
