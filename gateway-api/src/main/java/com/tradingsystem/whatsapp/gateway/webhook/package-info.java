/** Receives WAHA's events and answers once they are on disk. */
@NullMarked
package com.tradingsystem.whatsapp.gateway.webhook;

import org.jspecify.annotations.NullMarked;
