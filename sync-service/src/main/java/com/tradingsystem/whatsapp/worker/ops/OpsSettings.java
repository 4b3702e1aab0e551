package com.tradingsystem.whatsapp.worker.ops;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the worker counts as unwell.
 *
 * @param every how often the numbers are read
 * @param stuckAfter how long its threads may be at one thing
 * @param lostAfter how long WAHA may be away
 * @param lateAfter how long a chat may be due
 */
@ConfigurationProperties("whatsapp.ops")
record OpsSettings(
        @DefaultValue("15s") Duration every,
        @DefaultValue("5m") Duration stuckAfter,
        @DefaultValue("15m") Duration lostAfter,
        @DefaultValue("2h") Duration lateAfter) {}
