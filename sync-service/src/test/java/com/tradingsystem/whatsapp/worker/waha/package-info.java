/** The client against servers that answer anything. */
@NullMarked
package com.tradingsystem.whatsapp.worker.waha;

import org.jspecify.annotations.NullMarked;
