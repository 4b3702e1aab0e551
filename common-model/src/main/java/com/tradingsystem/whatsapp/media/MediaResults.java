package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.media.store.ObjectKey;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes what became of files that were claimed from the {@link MediaLeases}. A worker whose lease was lost writes nothing.
 * Safe for use by many threads.
 */
public final class MediaResults {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    MediaResults(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * Says which objects are about to be stored, before they are: then no crash leaves an object that no row names, and who
     * removes unneeded objects ({@link ObjectGarbage}) either sees this or has removed them before the worker looks.
     *
     * @param thumbnail where its thumbnail will be, if there is to be one
     * @return false if the lease is lost
     */
    public boolean announce(MediaJob job, MediaFile file, @Nullable ObjectKey thumbnail) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            ObjectLocks.lock(jdbc, file.bucket(), file.key().value());
            if (thumbnail != null) {
                ObjectLocks.lock(jdbc, file.bucket(), thumbnail.value());
            }
            discardFormer(job, file);
            return jdbc.sql("""
                                    update whatsapp_gateway.media_downloads
                                       set minio_bucket = :bucket, minio_key = :key, thumbnail_minio_key = :thumbnail,
                                           file_hash = :hash, updated_at = clock_timestamp()
                                     where id = :id and lease_owner = :owner and download_status = 'downloading'""")
                            .param("bucket", file.bucket())
                            .param("key", file.key().value())
                            .param("thumbnail", thumbnail == null ? null : thumbnail.value())
                            .param("hash", file.sha256())
                            .param("id", job.id())
                            .param("owner", job.owner())
                            .update()
                    > 0;
        }));
    }

    /** An earlier attempt may have stored other bytes, whose objects would be forgotten. */
    private void discardFormer(MediaJob job, MediaFile file) {
        jdbc.sql("""
                        insert into whatsapp_gateway.media_garbage (bucket, object_key)
                        select d.minio_bucket, o.object_key
                          from whatsapp_gateway.media_downloads d
                         cross join lateral unnest(array[d.minio_key, d.thumbnail_minio_key]) o(object_key)
                         where d.id = :id
                           and d.lease_owner = :owner
                           and o.object_key is not null
                           and (d.minio_bucket, d.minio_key) is distinct from (:bucket, :key)
                        on conflict do nothing""")
                .param("id", job.id())
                .param("owner", job.owner())
                .param("bucket", file.bucket())
                .param("key", file.key().value())
                .update();
    }

    /**
     * Ends a claim.
     *
     * @param giveUpAfter what still waits that long after it was asked for is given up as failed
     * @return false if the lease was lost, so that nothing was written
     */
    public boolean finish(MediaJob job, MediaOutcome outcome, Duration giveUpAfter) {
        return switch (outcome) {
            case MediaOutcome.Stored stored -> stored(job, stored);
            case MediaOutcome.Later later -> later(job, later, giveUpAfter);
            case MediaOutcome.Failed failed -> failed(job, failed);
            case MediaOutcome.Settled settled -> settled(job, settled);
        };
    }

    private boolean stored(MediaJob job, MediaOutcome.Stored stored) {
        boolean isMine = complete(job, stored);
        if (!isMine) {
            // The row may have been erased while the object was on its way; who collects looks whether a row needs it.
            discard(stored.file().bucket(), stored.file().key());
            if (stored.thumbnail() != null) {
                discard(stored.file().bucket(), stored.thumbnail());
            }
        }
        return isMine;
    }

    private void discard(String bucket, ObjectKey key) {
        jdbc.sql("""
                        insert into whatsapp_gateway.media_garbage (bucket, object_key) values (:bucket, :key)
                        on conflict do nothing""").param("bucket", bucket).param("key", key.value()).update();
    }

    private boolean complete(MediaJob job, MediaOutcome.Stored stored) {
        MediaFile file = stored.file();
        ObjectKey thumbnail = stored.thumbnail();
        return end(job, """
                        download_status       = 'completed',
                        download_completed_at = now(),
                        download_reason       = :reason,
                        download_error        = null,
                        next_retry_at         = null,
                        minio_bucket          = :bucket,
                        minio_key             = :key,
                        thumbnail_minio_key   = :thumbnail,
                        file_hash             = :hash,
                        file_size_bytes       = :size,
                        file_mime_type        = :type""")
                        .param(
                                "reason",
                                stored.remark() == null ? null : stored.remark().code())
                        .param("bucket", file.bucket())
                        .param("key", file.key().value())
                        .param("thumbnail", thumbnail == null ? null : thumbnail.value())
                        .param("hash", file.sha256())
                        .param("size", file.sizeBytes())
                        .param("type", file.mimeType())
                        .update()
                > 0;
    }

    private boolean later(MediaJob job, MediaOutcome.Later later, Duration giveUpAfter) {
        return end(job, """
                        download_status = case when queued_at + make_interval(secs => :patience) > now() then 'pending' else 'failed' end,
                        retry_count     = case when queued_at + make_interval(secs => :patience) > now() then retry_count else max_retries end,
                        next_retry_at   = case when queued_at + make_interval(secs => :patience) > now()
                                               then now() + greatest(make_interval(secs => :delay),
                                                                     least(interval '30 minutes', (now() - queued_at) / 8)) end,
                        download_reason = :reason,
                        download_error  = :detail""")
                        .param("patience", SqlTime.seconds(giveUpAfter))
                        .param("delay", SqlTime.seconds(later.delay()))
                        .param("reason", later.reason().code())
                        .param("detail", later.detail())
                        .update()
                > 0;
    }

    private boolean failed(MediaJob job, MediaOutcome.Failed failed) {
        return end(job, """
                        retry_count     = retry_count + 1,
                        download_status = case when retry_count + 1 < max_retries then 'failed' else :last end,
                        next_retry_at   = case when retry_count + 1 < max_retries then now() + make_interval(secs => :delay) end,
                        download_reason = :reason,
                        download_error  = :detail,
                        waha_error      = coalesce(cast(:error as jsonb), waha_error)""")
                        .param("last", failed.last().code())
                        .param("delay", SqlTime.seconds(failed.delay()))
                        .param("reason", failed.reason().code())
                        .param("detail", failed.detail())
                        .param("error", failed.wahaError())
                        .update()
                > 0;
    }

    private boolean settled(MediaJob job, MediaOutcome.Settled settled) {
        return end(job, """
                        download_status = :status,
                        next_retry_at   = null,
                        download_reason = :reason,
                        download_error  = :detail""")
                        .param("status", settled.status().code())
                        .param("reason", settled.reason().code())
                        .param("detail", settled.detail())
                        .update()
                > 0;
    }

    private JdbcClient.StatementSpec end(MediaJob job, String assignments) {
        return jdbc.sql(
                        "update whatsapp_gateway.media_downloads set lease_until = null, lease_owner = null, updated_at = clock_timestamp(),\n"
                                + assignments
                                + "\nwhere id = :id and lease_owner = :owner and download_status = 'downloading'")
                .param("id", job.id())
                .param("owner", Objects.requireNonNull(job.owner()));
    }

    /**
     * Gives up files that no worker will finish: those whose worker died in their last attempt, and those that wait for too long.
     *
     * @return how many
     */
    public int giveUp(Duration giveUpAfter) {
        return jdbc.sql("""
                        with hopeless as (
                          select id
                            from whatsapp_gateway.media_downloads
                           where download_status in ('pending', 'downloading', 'failed')
                             and retry_count < max_retries
                             and coalesce(lease_until <= now(), true)
                             and (download_status = 'downloading' and retry_count + 1 >= max_retries
                                  or queued_at + make_interval(secs => :patience) <= now())
                           limit 10000
                             for update skip locked
                        )
                        update whatsapp_gateway.media_downloads m
                           set download_status = 'failed',
                               download_reason = case when download_status = 'downloading' then :died else download_reason end,
                               download_error  = coalesce(download_error, 'given up'),
                               retry_count     = max_retries,
                               next_retry_at   = null,
                               lease_until     = null,
                               lease_owner     = null,
                               updated_at      = clock_timestamp()
                          from hopeless
                         where m.id = hopeless.id""")
                .param("died", MediaReason.WORKER_DIED.code())
                .param("patience", SqlTime.seconds(giveUpAfter))
                .update();
    }
}
