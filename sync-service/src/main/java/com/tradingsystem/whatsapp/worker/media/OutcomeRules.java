package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.media.MediaJob;
import com.tradingsystem.whatsapp.media.MediaOutcome;
import com.tradingsystem.whatsapp.media.MediaOutcome.Failed;
import com.tradingsystem.whatsapp.media.MediaOutcome.Later;
import com.tradingsystem.whatsapp.media.MediaReason;
import com.tradingsystem.whatsapp.media.MediaStatus;
import com.tradingsystem.whatsapp.worker.media.download.FileOffer;
import com.tradingsystem.whatsapp.worker.media.download.FileTrouble;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What answers and accidents mean for a job: whether it waits, has used up an attempt, or is settled. */
final class OutcomeRules {

    private final Backoff backoff;

    OutcomeRules(Backoff backoff) {
        this.backoff = backoff;
    }

    /** Something else was in the way. */
    Later later(MediaReason reason) {
        return later(reason, null, null);
    }

    private Later later(MediaReason reason, @Nullable Duration asked, @Nullable String detail) {
        Duration usual = switch (reason) {
            case WAHA_REFUSED_KEY -> Duration.ofMinutes(5);
            case SESSION_NOT_WORKING, SPOOL_FULL -> Duration.ofMinutes(1);
            case WORKER_STOPPED -> Duration.ZERO;
            default -> Duration.ofSeconds(20);
        };
        return new Later(reason, backoff.jittered(asked == null ? usual : asked), detail);
    }

    /** An attempt failed, and may fail for good. */
    Failed failed(MediaJob job, MediaReason reason, @Nullable String detail) {
        return failed(job, reason, MediaStatus.FAILED, detail, null);
    }

    private Failed failed(
            MediaJob job, MediaReason reason, MediaStatus last, @Nullable String detail, @Nullable String error) {
        return new Failed(reason, backoff.after(job.attempts()), last, detail, error);
    }

    /** The answer says nothing about the file itself. */
    MediaOutcome trouble(MediaJob job, FileTrouble trouble, boolean ofWaha) {
        MediaReason away = ofWaha ? MediaReason.WAHA_UNAVAILABLE : MediaReason.SOURCE_UNAVAILABLE;
        return switch (trouble) {
            case FileTrouble.Unreachable(String detail) -> later(away, null, detail);
            case FileTrouble.KeyRefused refused -> later(MediaReason.WAHA_REFUSED_KEY);
            case FileTrouble.Busy(int status, Duration retryAfter) ->
                later(
                        switch (status) {
                            case 422 -> MediaReason.SESSION_NOT_WORKING;
                            case 429 -> MediaReason.RATE_LIMITED;
                            default -> away;
                        },
                        retryAfter,
                        "status " + status);
            case FileTrouble.Broken(int status) -> failed(job, MediaReason.SERVER_ERROR, "status " + status);
            case FileTrouble.Silent silent -> failed(job, MediaReason.TOO_SLOW, null);
        };
    }

    /** WAHA has no file to offer. */
    MediaOutcome of(MediaJob job, FileOffer offer) {
        return switch (offer) {
            case FileOffer.Offered offered -> throw new IllegalArgumentException("there is a file");
            case FileOffer.SessionNotWorking notWorking -> later(MediaReason.SESSION_NOT_WORKING);
            case FileOffer.NotOffered notOffered -> failed(job, MediaReason.NOT_OFFERED, null);
            case FileOffer.NoFile noFile -> failed(job, MediaReason.MESSAGE_WITHOUT_FILE, MediaStatus.GONE, null, null);
            case FileOffer.MessageUnknown unknown ->
                failed(job, MediaReason.MESSAGE_UNKNOWN, MediaStatus.GONE, null, null);
            case FileOffer.Failed(String error, boolean isExpired) ->
                isExpired
                        ? failed(job, MediaReason.WHATSAPP_EXPIRED, MediaStatus.EXPIRED, null, error)
                        : failed(job, MediaReason.WAHA_ERROR, MediaStatus.FAILED, null, error);
            case FileTrouble trouble -> trouble(job, trouble, true);
        };
    }
}
