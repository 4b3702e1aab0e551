package com.tradingsystem.whatsapp.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.freemarker.FreeMarkerAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The sync worker: goes out and fetches, and keeps the house. Several of them share the work. It makes no pages of FreeMarker's, which
 * only comes along with a library.
 */
@SpringBootApplication(exclude = FreeMarkerAutoConfiguration.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class SyncService {

    public static void main(String[] args) {
        SpringApplication.run(SyncService.class, args);
    }
}
