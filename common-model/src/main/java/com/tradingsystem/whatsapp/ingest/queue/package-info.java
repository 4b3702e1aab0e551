/** Deliveries that wait to be stored: in turn between sessions, and bounded, so that one session's trouble stays its own. */
@NullMarked
package com.tradingsystem.whatsapp.ingest.queue;

import org.jspecify.annotations.NullMarked;
