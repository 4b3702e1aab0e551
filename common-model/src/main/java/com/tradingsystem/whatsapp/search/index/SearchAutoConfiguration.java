package com.tradingsystem.whatsapp.search.index;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Offers what this package does to the services. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
public final class SearchAutoConfiguration {

    @Bean
    SearchIndex searchIndex(JdbcClient jdbc) {
        return new SearchIndex(jdbc);
    }
}
