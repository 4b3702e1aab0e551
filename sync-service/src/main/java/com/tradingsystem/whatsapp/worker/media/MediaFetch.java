package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.event.MediaKind;
import com.tradingsystem.whatsapp.media.MediaFile;
import com.tradingsystem.whatsapp.media.MediaJob;
import com.tradingsystem.whatsapp.media.MediaOutcome;
import com.tradingsystem.whatsapp.media.MediaReason;
import com.tradingsystem.whatsapp.media.MediaStatus;
import com.tradingsystem.whatsapp.media.ObjectKeys;
import com.tradingsystem.whatsapp.media.store.ObjectRefused;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The trip of one file: rules, download, a look at what came, the store. */
final class MediaFetch {

    private final SkipRules rules;
    private final long maxBytes;
    private final Downloads downloads;
    private final TypeSniffer sniffer;
    private final MediaStorage storage;
    private final OutcomeRules verdicts;

    MediaFetch(
            SkipRules rules,
            long maxBytes,
            Downloads downloads,
            TypeSniffer sniffer,
            MediaStorage storage,
            OutcomeRules verdicts) {
        this.rules = rules;
        this.maxBytes = maxBytes;
        this.downloads = downloads;
        this.sniffer = sniffer;
        this.storage = storage;
        this.verdicts = verdicts;
    }

    /**
     * Fetches a file, as far as that goes.
     *
     * @throws FileLeaseLost if the file is another worker's by now
     */
    MediaOutcome fetch(MediaJob job) {
        if (rules.exclude(job)) {
            return new MediaOutcome.Settled(MediaStatus.SKIPPED, MediaReason.RULE, null);
        }
        Long declared = job.sizeBytes();
        if (declared != null && declared > maxBytes) {
            return new MediaOutcome.Settled(MediaStatus.SKIPPED, MediaReason.TOO_BIG, null);
        }
        return switch (downloads.download(job)) {
            case Download.Ended(MediaOutcome outcome) -> outcome;
            case Download.Here(SpooledFile file) -> {
                try (file) {
                    yield keep(job, file);
                } catch (IOException e) {
                    yield verdicts.later(MediaReason.SPOOL_FULL);
                } catch (ObjectRefused e) {
                    yield verdicts.failed(job, MediaReason.STORE_REFUSED, e.getMessage());
                } catch (RuntimeException e) {
                    if (!StoreGuard.isAway(e)) {
                        throw e;
                    }
                    yield verdicts.later(MediaReason.STORE_UNAVAILABLE);
                }
            }
        };
    }

    private MediaOutcome keep(MediaJob job, SpooledFile spooled) throws IOException {
        FileType type = sniffer.sniff(spooled.path(), job.mimeType(), job.fileName());
        if (type.isPageOrText() && !isDocument(job)) {
            return verdicts.failed(job, MediaReason.NOT_THE_FILE, "got " + type.mimeType());
        }
        MediaFile file = new MediaFile(
                storage.bucket(),
                ObjectKeys.file(job.session(), job.chatId(), job.messageTime(), spooled.sha256(), type.extension()),
                spooled.sha256(),
                spooled.sizeBytes(),
                type.mimeType());
        return storage.store(job, spooled, type, file, remark(job, spooled, type));
    }

    private static boolean isDocument(MediaJob job) {
        return job.kind().equals(MediaKind.DOCUMENT.type()) || job.kind().equals(MediaKind.FILE.type());
    }

    private static @Nullable MediaReason remark(MediaJob job, SpooledFile file, FileType type) {
        if (type.differs()) {
            return MediaReason.TYPE_DIFFERS;
        }
        Long declared = job.sizeBytes();
        return declared != null && declared != file.sizeBytes() ? MediaReason.LENGTH_DIFFERS : null;
    }
}
