package com.tradingsystem.whatsapp.message.timeline;

import com.tradingsystem.whatsapp.contact.Links;
import com.tradingsystem.whatsapp.message.annotation.AmendmentHistory;
import com.tradingsystem.whatsapp.message.annotation.Annotations;
import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Offers what this package does to the services. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
public final class TimelineAutoConfiguration {

    @Bean
    Timeline timeline(JdbcTemplate jdbc, ReadSnapshot snapshot) {
        return new Timeline(jdbc, snapshot);
    }

    @Bean
    Annotations annotations(JdbcClient jdbc) {
        return new Annotations(jdbc);
    }

    @Bean
    AmendmentHistory amendmentHistory(Annotations annotations, JdbcTemplate jdbc) {
        return new AmendmentHistory(annotations, new Links(jdbc), jdbc);
    }

    @Bean
    EmbeddedPreviews embeddedPreviews(JdbcClient jdbc, ReadSnapshot snapshot) {
        return new EmbeddedPreviews(jdbc, snapshot);
    }
}
