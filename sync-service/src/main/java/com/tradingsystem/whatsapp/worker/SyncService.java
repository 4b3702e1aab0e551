package com.tradingsystem.whatsapp.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The sync worker: goes out and fetches, and keeps the house. Several of them share the work. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class SyncService {

    public static void main(String[] args) {
        SpringApplication.run(SyncService.class, args);
    }
}
