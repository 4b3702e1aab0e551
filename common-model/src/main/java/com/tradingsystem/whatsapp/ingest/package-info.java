/** The one road in: every producer of facts hands them over here and learns when they are committed. */
@NullMarked
package com.tradingsystem.whatsapp.ingest;

import org.jspecify.annotations.NullMarked;
