package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;

/** The road on which every event enters the archive. Safe for use by many threads. */
public class Ingest {

    /**
     * Waits until the event is on disk.
     *
     * @param reading what the reader made of {@code raw}; never {@link Reading.Malformed}
     * @throws IngestUnavailable if that cannot be promised now; the event may still have been written, and sending it again
     *     does no harm
     */
    public IngestReceipt accept(RawEvent raw, Reading reading) {
        throw new UnsupportedOperationException("not built yet");
    }
}
