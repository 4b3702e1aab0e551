/** Domain events: what readers of WAHA produce and ingestion consumes. Pure Java. */
@NullMarked
package com.tradingsystem.whatsapp.event;

import org.jspecify.annotations.NullMarked;
