/**
 * The only place that knows WAHA's JSON: reads its events into our words and, one engine's dialect each, hides their
 * differences.
 */
@NullMarked
package com.tradingsystem.whatsapp.waha;

import org.jspecify.annotations.NullMarked;
