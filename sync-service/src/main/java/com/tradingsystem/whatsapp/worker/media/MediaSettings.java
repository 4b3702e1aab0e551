package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.media.store.S3ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How files are fetched.
 *
 * @param enabled whether this service fetches files at all
 * @param maxBytes the largest file that is kept; at most 5 GB
 * @param spool where files lie between WAHA and the store; needs room for {@code concurrency} of them. Null for a directory
 *     of the system's temporary ones
 * @param concurrency how many files are fetched at the same time
 * @param perSession how many of them may be of one session
 * @param lease how long a worker may be silent before others take its files over
 * @param pollInterval how often to poll for new files without a notification
 * @param freshFor how long WAHA is believed to have a file it offered; it keeps files for 180 s unless told otherwise
 * @param giveUpAfter what could not be fetched this long after it was asked for is given up
 * @param refetchesPerMinute how many files of a session WAHA is asked to get from WhatsApp again, at most
 * @param skip what is not fetched: words such as {@code sticker}, types such as {@code video/} or {@code application/pdf}, chats such
 *     as {@code status@broadcast} or {@code @newsletter}
 * @param maxPixels the largest picture, in pixels, that is decoded for a thumbnail
 * @param ffmpeg the program that takes frames out of videos
 */
@ConfigurationProperties("whatsapp.media")
record MediaSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("2GB") DataSize maxBytes,
        @Nullable Path spool,
        @DefaultValue("4") int concurrency,
        @DefaultValue("3") int perSession,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("150s") Duration freshFor,
        @DefaultValue("30d") Duration giveUpAfter,
        @DefaultValue("30") int refetchesPerMinute,
        @DefaultValue List<String> skip,
        @DefaultValue("64000000") long maxPixels,
        @DefaultValue("ffmpeg") String ffmpeg) {

    /** @throws IllegalArgumentException if a number makes no sense */
    MediaSettings {
        if (maxBytes.toBytes() < 1 || maxBytes.toBytes() > S3ObjectStore.MAX_BYTES) {
            throw new IllegalArgumentException("WHATSAPP_MEDIA_MAX_BYTES is to be between 1 byte and 5 GB");
        }
        if (concurrency < 1 || perSession < 1 || refetchesPerMinute < 1 || maxPixels < 1) {
            throw new IllegalArgumentException("numbers of whatsapp.media are to be 1 or more");
        }
        if (lease.compareTo(Duration.ofSeconds(5)) < 0 || !pollInterval.isPositive() || !giveUpAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "durations of whatsapp.media are to be positive, and the lease 5 s or more");
        }
    }

    Path spoolDirectory() {
        return spool == null ? Path.of(System.getProperty("java.io.tmpdir"), "whatsapp-media-spool") : spool;
    }
}
