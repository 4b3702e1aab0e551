package com.tradingsystem.whatsapp.worker.media;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of objects that no row names.
 *
 * @param orphans whether they are looked for, and only counted or removed as well
 */
@ConfigurationProperties("whatsapp.media")
record OrphanSettings(@DefaultValue("report") Mode orphans) {

    /** What is done about them. */
    enum Mode {
        OFF,
        /** A dry run: says what would be removed. */
        REPORT,
        REMOVE
    }
}
