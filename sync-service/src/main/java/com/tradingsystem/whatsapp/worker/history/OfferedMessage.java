package com.tradingsystem.whatsapp.worker.history;

/**
 * A message as WAHA offered it, as far as a walk has to know it.
 *
 * @param id what makes it the same message on another page
 * @param second the time WAHA filters and sorts by, in seconds from 1970, however absurd
 */
record OfferedMessage(String id, long second) {}
