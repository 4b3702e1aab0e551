/** The client of WAHA's REST API: bounded calls whose every outcome is a value. */
@NullMarked
package com.tradingsystem.whatsapp.worker.waha;

import org.jspecify.annotations.NullMarked;
