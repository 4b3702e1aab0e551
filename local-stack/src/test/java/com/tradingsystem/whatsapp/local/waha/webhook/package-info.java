/** The manners of the webhook sender. */
@NullMarked
package com.tradingsystem.whatsapp.local.waha.webhook;

import org.jspecify.annotations.NullMarked;
