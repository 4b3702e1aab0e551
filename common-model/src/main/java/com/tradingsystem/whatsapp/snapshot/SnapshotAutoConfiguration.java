package com.tradingsystem.whatsapp.snapshot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Offers what this package does to the services. */
@AutoConfiguration(after = JdbcTemplateAutoConfiguration.class)
public final class SnapshotAutoConfiguration {

    @Bean
    ReadSnapshot snapshot(PlatformTransactionManager transactions, JdbcTemplate jdbc) {
        return new ReadSnapshot(transactions, jdbc);
    }
}
