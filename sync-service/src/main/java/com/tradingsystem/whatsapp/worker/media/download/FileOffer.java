package com.tradingsystem.whatsapp.worker.media.download;

/** What came of asking WAHA to get a message's file from WhatsApp once more. */
public sealed interface FileOffer
        permits FileOffer.Offered,
                FileOffer.NotOffered,
                FileOffer.Failed,
                FileOffer.NoFile,
                FileOffer.MessageUnknown,
                FileOffer.SessionNotWorking,
                FileTrouble {

    /** WAHA has it. */
    record Offered(String url) implements FileOffer {}

    /** WAHA knows the message and neither has the file nor says why; it may be configured not to fetch files. */
    record NotOffered() implements FileOffer {}

    /**
     * WAHA could not get it.
     *
     * @param error WAHA's reason as JSON
     * @param isExpired whether WhatsApp itself does not have it any more
     */
    record Failed(String error, boolean isExpired) implements FileOffer {}

    /** WAHA says that the message has no file. */
    record NoFile() implements FileOffer {}

    /** WAHA does not know the message. */
    record MessageUnknown() implements FileOffer {}

    /** The session is not WORKING, or not there. */
    record SessionNotWorking() implements FileOffer {}
}
