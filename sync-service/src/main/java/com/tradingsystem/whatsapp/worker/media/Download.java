package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.media.MediaOutcome;

/** What came of downloading a file. */
sealed interface Download {

    /** It is in the spool; the receiver closes it. */
    record Here(SpooledFile file) implements Download {}

    /** It is not, and this is what that means for the job. */
    record Ended(MediaOutcome outcome) implements Download {}
}
