package com.tradingsystem.whatsapp.waha;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/** Offers what this package does to the services. */
@AutoConfiguration
public final class WahaAutoConfiguration {}
