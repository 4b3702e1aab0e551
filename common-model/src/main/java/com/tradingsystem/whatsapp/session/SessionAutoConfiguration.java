package com.tradingsystem.whatsapp.session;

import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Offers what this package does to the services. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
public final class SessionAutoConfiguration {

    @Bean
    KnownSessions knownSessions(ReadSnapshot snapshot) {
        return new KnownSessions(snapshot);
    }

    @Bean
    SessionCounts sessionCounts(JdbcClient jdbc) {
        return new SessionCounts(jdbc);
    }

    @Bean
    ActiveSessions activeSessions(JdbcClient jdbc) {
        return new ActiveSessions(jdbc);
    }
}
