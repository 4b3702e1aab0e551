package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.contact.Links;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Offers what this package does to the services. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
public final class MessageAutoConfiguration {

    @Bean
    Snapshot snapshot(PlatformTransactionManager transactions, JdbcTemplate jdbc) {
        return new Snapshot(transactions, jdbc);
    }

    @Bean
    Timeline timeline(JdbcClient jdbc) {
        return new Timeline(jdbc);
    }

    @Bean
    Satellites satellites(JdbcClient jdbc) {
        return new Satellites(jdbc);
    }

    @Bean
    AmendmentHistory amendmentHistory(Satellites satellites, JdbcTemplate jdbc) {
        return new AmendmentHistory(satellites, new Links(jdbc), jdbc);
    }

    @Bean
    EmbeddedPreviews embeddedPreviews(JdbcClient jdbc, Snapshot snapshot) {
        return new EmbeddedPreviews(jdbc, snapshot);
    }
}
