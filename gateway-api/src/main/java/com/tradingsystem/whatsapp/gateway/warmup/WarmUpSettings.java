package com.tradingsystem.whatsapp.gateway.warmup;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a start may take longer for it.
 *
 * @param atMost zero for no warm-up (WHATSAPP_WARM_UP)
 */
@ConfigurationProperties("whatsapp.warm-up")
record WarmUpSettings(@DefaultValue("2s") Duration atMost) {}
