package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.Jid;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts files into {@code media_downloads}, for a worker to fetch.
 *
 * <p>Runs in the caller's transaction, which must hold the lock of every chat it writes to. Stateless, safe for use by many
 * threads.
 */
public final class MediaQueue {

    /** Where a message with a file is kept now. */
    public record Place(long message, Jid chat, Instant timestamp) {}

    private record Absorbed(long message, long kept) {}

    private static final Columns<MediaOffer> OFFERS = Columns.<MediaOffer>of()
            .bigint("message_number", MediaOffer::message)
            .text("session_name", o -> o.session().value())
            .text("core_id", MediaOffer::coreId)
            .bool("is_from_me", MediaOffer::fromMe)
            .text("message_id", MediaOffer::messageId)
            .text("chat_id", o -> o.chat().value())
            .instant("message_timestamp", MediaOffer::timestamp)
            .integer("content_rank", MediaOffer::rank)
            .instant("content_at", o -> o.by().at())
            .text("content_event", o -> o.by().id())
            .text("media_type", o -> o.kind().type())
            .text("media_mime_type", o -> o.pointer().mimeType())
            .bigint("media_size_bytes", o -> o.pointer().sizeBytes())
            .text("media_filename", o -> o.pointer().fileName())
            .text("media_url", o -> o.pointer().url())
            .text("s3_bucket", o -> o.pointer().s3Bucket())
            .text("s3_key", o -> o.pointer().s3Key())
            .jsonb("waha_error", o -> o.pointer().error())
            .instant("media_url_at", o -> isOffer(o) ? o.by().at() : null)
            .text("media_url_told_by", o -> isOffer(o) ? o.by().id() : null)
            .build();

    private static final String FACTS_ARE_BETTER = """
            (e.content_rank, e.content_at, e.content_event collate "C")
              < (t.content_rank, t.content_at, t.content_event collate "C")""";

    private static final String FILE_IS_BETTER = """
            (e.media_url_at is not null and (t.media_url_at is null
              or (e.media_url is not null or e.s3_key is not null, e.media_url_at, e.media_url_told_by collate "C")
               > (t.media_url is not null or t.s3_key is not null, t.media_url_at, t.media_url_told_by collate "C")))""";

    /** A file's description and its offer are merged separately: the best description need not come with the newest offer. */
    private static final String MERGE_ROWS = """
            with r as materialized (select * from %ROWS%),
            facts as (
              select distinct on (message_number) *
                from r
               order by message_number, content_rank, content_at, content_event collate "C"),
            files as (
              select distinct on (message_number) *
                from r
               where media_url_at is not null
               order by message_number, (media_url is not null or s3_key is not null) desc,
                     media_url_at desc, media_url_told_by collate "C" desc)
            insert into whatsapp_gateway.media_downloads as t
                   (message_number, session_name, core_id, is_from_me, message_id, chat_id, message_timestamp, content_rank, content_at,
                    content_event, media_type, media_mime_type, media_size_bytes, media_filename,
                    media_url, s3_bucket, s3_key, waha_error, media_url_at, media_url_told_by)
            select a.message_number, a.session_name, a.core_id, a.is_from_me, a.message_id, a.chat_id, a.message_timestamp, a.content_rank,
                   a.content_at, a.content_event, a.media_type, a.media_mime_type, a.media_size_bytes, a.media_filename,
                   f.media_url, f.s3_bucket, f.s3_key, f.waha_error, f.media_url_at, f.media_url_told_by
              from facts a
              left join files f using (message_number)
            on conflict (message_number) do update
               set chat_id           = e.chat_id,
                   message_timestamp = e.message_timestamp,
                   message_id        = case when %FACTS% then e.message_id else t.message_id end,
                   media_type        = case when %FACTS% then e.media_type else t.media_type end,
                   media_mime_type   = case when %FACTS% then e.media_mime_type else t.media_mime_type end,
                   media_size_bytes  = case when %FACTS% then e.media_size_bytes else t.media_size_bytes end,
                   media_filename    = case when %FACTS% then e.media_filename else t.media_filename end,
                   content_rank      = case when %FACTS% then e.content_rank else t.content_rank end,
                   content_at        = case when %FACTS% then e.content_at else t.content_at end,
                   content_event     = case when %FACTS% then e.content_event else t.content_event end,
                   media_url         = case when %FILE% then e.media_url else t.media_url end,
                   s3_bucket         = case when %FILE% then e.s3_bucket else t.s3_bucket end,
                   s3_key            = case when %FILE% then e.s3_key else t.s3_key end,
                   waha_error        = case when %FILE% then e.waha_error else t.waha_error end,
                   media_url_at      = case when %FILE% then e.media_url_at else t.media_url_at end,
                   media_url_told_by = case when %FILE% then e.media_url_told_by else t.media_url_told_by end,
                   updated_at        = clock_timestamp()
             where %FACTS% or %FILE%""".replace("%FACTS%", "(" + FACTS_ARE_BETTER + ")")
            .replace("%FILE%", FILE_IS_BETTER)
            .replace(" e.", " excluded.")
            .replace("(e.", "(excluded.");

    private static final String MERGE = MERGE_ROWS.replace("%ROWS%", OFFERS.unnest("u"));

    private static final Columns<Absorbed> ABSORBED = Columns.<Absorbed>of()
            .bigint("message_number", Absorbed::message)
            .bigint("kept", Absorbed::kept)
            .build();

    private static final String FOLD = MERGE_ROWS.replace("%ROWS%", """
            (select u.kept as message_number, d.session_name, d.core_id, d.is_from_me, d.message_id, d.chat_id,
                    d.message_timestamp, d.content_rank, d.content_at, d.content_event, d.media_type, d.media_mime_type,
                    d.media_size_bytes, d.media_filename, d.media_url, d.s3_bucket, d.s3_key, d.waha_error, d.media_url_at,
                    d.media_url_told_by
               from %s
               join whatsapp_gateway.media_downloads d using (message_number)) rows""".formatted(ABSORBED.unnest("u")));

    /** A file that was fetched for the one message is there for the other; one that was fetched twice is discarded once. */
    private static final String HAND_OVER = """
            with gone as (
              delete from whatsapp_gateway.media_downloads d using %s
               where d.message_number = u.message_number
              returning d.*, u.kept
            ), taken as (
              update whatsapp_gateway.media_downloads t
                 set download_status = g.download_status, download_reason = g.download_reason,
                     download_error = g.download_error, download_completed_at = g.download_completed_at,
                     minio_bucket = g.minio_bucket, minio_key = g.minio_key, thumbnail_minio_key = g.thumbnail_minio_key,
                     file_hash = g.file_hash, file_size_bytes = g.file_size_bytes, file_mime_type = g.file_mime_type,
                     updated_at = clock_timestamp()
                from gone g
               where t.message_number = g.kept and g.download_status = 'completed' and t.download_status <> 'completed'
              returning g.message_number
            )
            insert into whatsapp_gateway.media_garbage (bucket, object_key)
            select distinct g.minio_bucket, o.object_key
              from gone g
             cross join lateral unnest(array[g.minio_key, g.thumbnail_minio_key]) o(object_key)
             where g.minio_bucket is not null and o.object_key is not null
               and g.message_number not in (select message_number from taken)
            on conflict do nothing""".formatted(ABSORBED.unnest("u"));

    private static final Columns<Place> PLACES = Columns.<Place>of()
            .bigint("message_number", Place::message)
            .text("chat_id", p -> p.chat().value())
            .instant("message_timestamp", Place::timestamp)
            .build();

    private static final String FOLLOW = """
            update whatsapp_gateway.media_downloads t
               set chat_id = r.chat_id, message_timestamp = r.message_timestamp, updated_at = clock_timestamp()
              from %s
             where t.message_number = r.message_number""".formatted(PLACES.unnest("r"));

    private static final Columns<Long> ERASED =
            Columns.<Long>of().bigint("message_number", message -> message).build();

    private static final String ERASE = """
            with erased as (
              select t.id, t.minio_bucket, t.minio_key, t.thumbnail_minio_key
                from whatsapp_gateway.media_downloads t
                join %s on t.message_number = r.message_number
            ), discarded as (
              insert into whatsapp_gateway.media_garbage (bucket, object_key)
              select distinct e.minio_bucket, o.object_key
                from erased e
               cross join lateral unnest(array[e.minio_key, e.thumbnail_minio_key]) o(object_key)
               where e.minio_bucket is not null and o.object_key is not null
              on conflict do nothing
            )
            update whatsapp_gateway.media_downloads t
               set media_url = null, s3_bucket = null, s3_key = null, waha_error = null, media_filename = null,
                   media_mime_type = null, media_size_bytes = null, minio_bucket = null, minio_key = null,
                   thumbnail_minio_key = null, file_hash = null, file_mime_type = null, file_size_bytes = null,
                   lease_owner = null, lease_until = null,
                   download_status = 'skipped', download_reason = '%s', updated_at = clock_timestamp()
              from erased e
             where t.id = e.id""".formatted(ERASED.unnest("r"), MediaReason.MESSAGE_ERASED.code());

    /** Queues files that are not queued yet, and takes note of better words about those that are. */
    public void offer(Connection connection, List<MediaOffer> offers) throws SQLException {
        if (!offers.isEmpty()) {
            OFFERS.run(connection, MERGE, offers);
        }
    }

    /** Lets files follow their messages to another chat or time. */
    public void follow(Connection connection, List<Place> places) throws SQLException {
        if (!places.isEmpty()) {
            PLACES.run(connection, FOLLOW, places);
        }
    }

    /**
     * Lets files of messages that turned out to be others belong to those.
     *
     * @param absorbed numbers of messages, each with the number of the one it turned out to be
     */
    public void absorb(Connection connection, Map<Long, Long> absorbed) throws SQLException {
        if (!absorbed.isEmpty()) {
            List<Absorbed> rows = new ArrayList<>();
            absorbed.forEach((message, kept) -> rows.add(new Absorbed(message, kept)));
            ABSORBED.run(connection, FOLD, rows);
            ABSORBED.run(connection, HAND_OVER, rows);
        }
    }

    /** Forgets what files of erased messages were and where to get them; those fetched already are discarded. */
    public void erase(Connection connection, List<Long> erased) throws SQLException {
        if (!erased.isEmpty()) {
            ERASED.run(connection, ERASE, erased);
        }
    }

    private static boolean isOffer(MediaOffer offer) {
        return offer.pointer().url() != null
                || offer.pointer().s3Key() != null
                || offer.pointer().error() != null;
    }
}
