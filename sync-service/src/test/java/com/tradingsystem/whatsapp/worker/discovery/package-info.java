/** Tests of looking at WAHA. */
@NullMarked
package com.tradingsystem.whatsapp.worker.discovery;

import org.jspecify.annotations.NullMarked;
