package com.tradingsystem.whatsapp.worker.housekeeping;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the house is kept.
 *
 * @param firstRun after the start, when the service is warm and others have had their turn
 * @param every from the end of one run to the start of the next
 * @param dryRun whether nothing is removed, and only told what would be
 */
@ConfigurationProperties("whatsapp.housekeeping")
record HousekeepingSettings(
        @DefaultValue("5m") Duration firstRun,
        @DefaultValue("24h") Duration every,
        @DefaultValue("false") boolean dryRun) {}
