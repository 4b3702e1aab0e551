package com.tradingsystem.whatsapp.worker.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast words are made anew.
 *
 * @param firstRun after the start
 * @param every from the end of one look to the next; one that finds nothing costs nothing
 * @param batch how many messages a transaction holds, 1 or more
 * @param pause after each batch, so that the database has time for others
 */
@ConfigurationProperties("whatsapp.search.refold")
record RefoldSettings(
        @DefaultValue("30s") Duration firstRun,
        @DefaultValue("10m") Duration every,
        @DefaultValue("500") int batch,
        @DefaultValue("50ms") Duration pause) {}
