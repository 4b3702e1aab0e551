/** How WAHA posts its events: signed, at once, each with its own retries, in no order and with nothing on disk. */
@NullMarked
package com.tradingsystem.whatsapp.local.waha.webhook;

import org.jspecify.annotations.NullMarked;
