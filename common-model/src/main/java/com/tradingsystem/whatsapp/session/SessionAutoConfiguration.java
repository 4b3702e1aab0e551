package com.tradingsystem.whatsapp.session;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Offers what this package does to the services. */
@AutoConfiguration(before = JpaRepositoriesAutoConfiguration.class, after = JdbcClientAutoConfiguration.class)
@AutoConfigurationPackage // entities and repositories are found through it
public final class SessionAutoConfiguration {

    @Bean
    SessionCounts sessionCounts(JdbcClient jdbc) {
        return new SessionCounts(jdbc);
    }

    @Bean
    ActiveSessions activeSessions(JdbcClient jdbc) {
        return new ActiveSessions(jdbc);
    }
}
