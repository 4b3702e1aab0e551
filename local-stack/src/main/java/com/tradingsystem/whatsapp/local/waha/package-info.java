/**
 * A WAHA that has no WhatsApp behind it: its webhooks and its REST interface as the real one has them, with its quirks, for
 * the demo and for tests.
 */
@NullMarked
package com.tradingsystem.whatsapp.local.waha;

import org.jspecify.annotations.NullMarked;
