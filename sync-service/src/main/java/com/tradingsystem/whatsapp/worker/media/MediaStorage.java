package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.media.MediaFile;
import com.tradingsystem.whatsapp.media.MediaJob;
import com.tradingsystem.whatsapp.media.MediaOutcome;
import com.tradingsystem.whatsapp.media.MediaReason;
import com.tradingsystem.whatsapp.media.MediaResults;
import com.tradingsystem.whatsapp.media.ObjectKeys;
import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.media.store.ObjectLabel;
import com.tradingsystem.whatsapp.message.timeline.EmbeddedPreviews;
import com.tradingsystem.whatsapp.worker.media.thumbnail.Thumbnails;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings files and their thumbnails into the store. Bytes that are there already are not sent again: the row is written
 * after the object, so a row that says completed always has its object.
 */
final class MediaStorage {

    private static final Logger log = LoggerFactory.getLogger(MediaStorage.class);

    private final StoreGuard store;
    private final MediaResults results;
    private final Thumbnails thumbnails;
    private final EmbeddedPreviews previews;
    private final Spool spool;

    MediaStorage(
            StoreGuard store, MediaResults results, Thumbnails thumbnails, EmbeddedPreviews previews, Spool spool) {
        this.store = store;
        this.results = results;
        this.thumbnails = thumbnails;
        this.previews = previews;
        this.spool = spool;
    }

    String bucket() {
        return store.bucket();
    }

    /**
     * Stores a file.
     *
     * @throws FileLeaseLost if the file is another worker's by now
     */
    MediaOutcome store(MediaJob job, SpooledFile spooled, FileType type, MediaFile file, @Nullable MediaReason remark) {
        ObjectKey thumbnail = ObjectKeys.thumbnail(job.session(), job.chatId(), job.messageTime(), spooled.sha256());
        if (!results.announce(job, file, thumbnail)) {
            throw new FileLeaseLost();
        }
        if (!store.has(file.key(), spooled.sizeBytes())) {
            store.put(file.key(), spooled.path(), label(job, type));
        }
        return new MediaOutcome.Stored(file, hasThumbnail(job, spooled, type, thumbnail) ? thumbnail : null, remark);
    }

    /** The file itself is safe by now, and WAHA may not have it a second time: whatever fails here does not undo that. */
    private boolean hasThumbnail(MediaJob job, SpooledFile spooled, FileType type, ObjectKey key) {
        try (SpooledFile target = spool.empty()) {
            if (store.has(key, -1)) {
                return true;
            }
            if (!thumbnails.draw(spooled.path(), type.mimeType(), () -> previews.find(job.message()), target.path())) {
                return false;
            }
            store.put(key, target.path(), ObjectLabel.of("image/jpeg"));
            return true;
        } catch (IOException | RuntimeException e) {
            log.warn(
                    "file {} stays without thumbnail: {}",
                    job.id(),
                    e.getClass().getSimpleName());
            return false;
        }
    }

    /** A browser that opens the object must not run it. */
    private static ObjectLabel label(MediaJob job, FileType type) {
        return new ObjectLabel(type.isActive() ? "application/octet-stream" : type.mimeType(), job.fileName());
    }
}
