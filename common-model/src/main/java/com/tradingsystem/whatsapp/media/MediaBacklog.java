package com.tradingsystem.whatsapp.media;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts the files that are still to be fetched. Safe for use by many threads. */
public final class MediaBacklog {

    private final JdbcClient jdbc;

    MediaBacklog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Files that wait or are being fetched.
     *
     * @param reason the word of a {@link MediaReason}, or {@code new}
     * @param oldest how long ago the longest waiting was asked for
     */
    public record Share(String status, String reason, long count, Duration oldest) {}

    /** All that is open, by state and reason; reads every open row of the table. */
    public List<Share> shares() {
        return jdbc.sql("""
                        select download_status,
                               coalesce(download_reason, 'new') as reason,
                               count(*) as files,
                               greatest(extract(epoch from now() - min(queued_at)), 0) as oldest
                          from whatsapp_gateway.media_downloads
                         where download_status in ('pending', 'downloading', 'failed')
                           and retry_count < max_retries
                         group by 1, 2""")
                .query((row, n) -> new Share(
                        row.getString("download_status"),
                        row.getString("reason"),
                        row.getLong("files"),
                        Duration.ofMillis((long) (row.getDouble("oldest") * 1000))))
                .list();
    }
}
