package com.tradingsystem.whatsapp.ingest;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/** Offers what this package does to the services. */
@AutoConfiguration
public final class IngestAutoConfiguration {}
