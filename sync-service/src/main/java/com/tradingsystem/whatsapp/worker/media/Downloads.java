package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.media.MediaJob;
import com.tradingsystem.whatsapp.media.MediaLeases;
import com.tradingsystem.whatsapp.media.MediaOutcome;
import com.tradingsystem.whatsapp.media.MediaOutcome.Settled;
import com.tradingsystem.whatsapp.media.MediaReason;
import com.tradingsystem.whatsapp.media.MediaStatus;
import com.tradingsystem.whatsapp.waha.FileAnswer;
import com.tradingsystem.whatsapp.waha.FileOffer;
import com.tradingsystem.whatsapp.waha.FileTrouble;
import java.io.IOException;

/**
 * Gets the bytes of a file into the spool: from where WAHA offered it, and if it is not there any more, from where WAHA
 * offers it once it has been asked to get it again.
 */
final class Downloads {

    private final FileSource source;
    private final Spool spool;
    private final MediaLeases claims;
    private final SessionPauses pauses;
    private final OutcomeRules verdicts;

    Downloads(FileSource source, Spool spool, MediaLeases claims, SessionPauses pauses, OutcomeRules verdicts) {
        this.source = source;
        this.spool = spool;
        this.claims = claims;
        this.pauses = pauses;
        this.verdicts = verdicts;
    }

    Download download(MediaJob job) {
        String url = job.url();
        if (url != null) {
            FileAnswer answer = source.get(url);
            if (!(answer instanceof FileAnswer.Missing)) {
                return taken(job, url, answer);
            }
        }
        return switch (refetch(job)) {
            case FileOffer.Offered(String offered) -> {
                claims.offered(job, offered);
                yield taken(job, offered, source.get(offered));
            }
            case FileOffer other -> ended(job, other);
        };
    }

    /** The row may be under another name of the chat by now than the one WAHA knows the message by. */
    private FileOffer refetch(MediaJob job) {
        MessageId id = MessageId.parse(job.messageId());
        String told = id == null ? job.chatId() : id.chat().value();
        FileOffer offer = source.refetch(job.session(), told, job.messageId());
        if (offer instanceof FileOffer.MessageUnknown && !told.equals(job.chatId())) {
            return source.refetch(job.session(), job.chatId(), job.messageId());
        }
        return offer;
    }

    private Download taken(MediaJob job, String url, FileAnswer answer) {
        return switch (answer) {
            case FileAnswer.Found found -> spooled(job, found);
            case FileAnswer.Missing missing ->
                ended(verdicts.failed(job, MediaReason.FILE_MISSING, "status " + missing.status()));
            case FileAnswer.NotAllowed(FileAnswer.Obstacle obstacle) -> ended(blocked(obstacle));
            case FileTrouble trouble -> {
                if (trouble instanceof FileTrouble.Busy busy && busy.status() == 422) {
                    pauses.pause(job.session());
                }
                yield ended(verdicts.trouble(job, trouble, source.isOfWaha(url)));
            }
        };
    }

    private Download spooled(MediaJob job, FileAnswer.Found found) {
        Spool.Taken taken;
        try (found) {
            taken = spool.take(found.body(), found.length());
        } catch (IOException e) { // closing what was read to its end
            return ended(
                    verdicts.failed(job, MediaReason.TRUNCATED, e.getClass().getSimpleName()));
        }
        return switch (taken) {
            case Spool.Taken.Whole(SpooledFile file) -> whole(job, file, found.length());
            case Spool.Taken.TooBig tooBig -> ended(new Settled(MediaStatus.SKIPPED, MediaReason.TOO_BIG, null));
            case Spool.Taken.Truncated(long received) ->
                ended(verdicts.failed(job, MediaReason.TRUNCATED, "broke off after " + received + " bytes"));
            case Spool.Taken.TooSlow(long received) ->
                ended(verdicts.failed(job, MediaReason.TOO_SLOW, "too slow after " + received + " bytes"));
            case Spool.Taken.NoRoom noRoom -> ended(verdicts.later(MediaReason.SPOOL_FULL));
        };
    }

    /** Where the source announced no length, a body that ends early looks whole; then the sender's word is all there is. */
    private Download whole(MediaJob job, SpooledFile file, long announced) {
        Long declared = job.sizeBytes();
        boolean isEmpty = file.sizeBytes() == 0 && (declared == null || declared > 0);
        boolean isShort = announced < 0 && declared != null && file.sizeBytes() < declared;
        if (!isEmpty && !isShort) {
            return new Download.Here(file);
        }
        file.close();
        return ended(verdicts.failed(job, isEmpty ? MediaReason.EMPTY : MediaReason.TRUNCATED, null));
    }

    private static Settled blocked(FileAnswer.Obstacle obstacle) {
        return new Settled(
                MediaStatus.BLOCKED,
                switch (obstacle) {
                    case URL -> MediaReason.URL_NOT_ALLOWED;
                    case ADDRESS -> MediaReason.ADDRESS_NOT_ALLOWED;
                    case REDIRECT -> MediaReason.REDIRECT_NOT_ALLOWED;
                },
                null);
    }

    private Download ended(MediaJob job, FileOffer offer) {
        if (offer instanceof FileOffer.SessionNotWorking) {
            pauses.pause(job.session());
        }
        return ended(verdicts.of(job, offer));
    }

    private static Download ended(MediaOutcome outcome) {
        return new Download.Ended(outcome);
    }
}
