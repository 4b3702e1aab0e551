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
    ReadSnapshot snapshot(PlatformTransactionManager transactions, JdbcTemplate jdbc) {
        return new ReadSnapshot(transactions, jdbc);
    }

    @Bean
    Timeline timeline(JdbcClient jdbc) {
        return new Timeline(jdbc);
    }

    @Bean
    Annotations satellites(JdbcClient jdbc) {
        return new Annotations(jdbc);
    }

    @Bean
    AmendmentHistory amendmentHistory(Annotations satellites, JdbcTemplate jdbc) {
        return new AmendmentHistory(satellites, new Links(jdbc), jdbc);
    }

    @Bean
    EmbeddedPreviews embeddedPreviews(JdbcClient jdbc, ReadSnapshot snapshot) {
        return new EmbeddedPreviews(jdbc, snapshot);
    }
}
