package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;

/** Reads WAHA's webhook bodies, of every engine and in both envelope forms. Safe for use by many threads. */
public final class WahaEventReader {

    /** Reads one delivery; never throws for anything the bytes hold. */
    @SuppressWarnings("DoNotCallSuggester")
    public Reading read(RawEvent raw) {
        throw new UnsupportedOperationException("not built yet");
    }
}
