package com.tradingsystem.whatsapp.message;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/** Offers what this package does to the services. */
@AutoConfiguration
public final class MessageAutoConfiguration {}
