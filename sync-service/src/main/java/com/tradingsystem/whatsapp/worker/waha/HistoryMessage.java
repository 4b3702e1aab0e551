package com.tradingsystem.whatsapp.worker.waha;

import com.tradingsystem.whatsapp.event.Reading;

/**
 * A message of WAHA's history.
 *
 * @param id the core id, or what distinguishes it otherwise
 * @param second the time WAHA filters and sorts by, in seconds from 1970, however absurd; 0 where there is none
 * @param reading what it says
 */
public record HistoryMessage(String id, long second, Reading reading) {}
