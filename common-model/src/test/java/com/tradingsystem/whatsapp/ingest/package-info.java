/** Tests of the road in. */
@NullMarked
package com.tradingsystem.whatsapp.ingest;

import org.jspecify.annotations.NullMarked;
