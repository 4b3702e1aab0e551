/** Tests of ingestion. */
@NullMarked
package com.tradingsystem.whatsapp.ingest;

import org.jspecify.annotations.NullMarked;
