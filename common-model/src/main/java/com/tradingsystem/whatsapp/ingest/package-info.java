/** Ingestion: the single entry of all writes. Every producer hands over events here and learns when they are committed. */
@NullMarked
package com.tradingsystem.whatsapp.ingest;

import org.jspecify.annotations.NullMarked;
