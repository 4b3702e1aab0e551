package com.tradingsystem.whatsapp.message;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.tradingsystem.whatsapp.event.JsonText;
import org.jspecify.annotations.Nullable;

/** The details of a message with the engine's own message, which may be megabytes and is not shown. */
record StoredDetails(
        @JsonUnwrapped Details details, @Nullable JsonText rawData) {

    static final RecordColumns<StoredDetails> COLUMNS = RecordColumns.of(StoredDetails.class);

    StoredDetails erased() {
        return new StoredDetails(details.erased(), null);
    }
}
