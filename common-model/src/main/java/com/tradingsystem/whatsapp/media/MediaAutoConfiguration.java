package com.tradingsystem.whatsapp.media;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Offers what this package does to the services. */
@AutoConfiguration(after = {JdbcClientAutoConfiguration.class, TransactionAutoConfiguration.class})
@Import({MediaStates.class, MediaLeases.class, MediaResults.class, MediaBacklog.class})
public final class MediaAutoConfiguration {

    @Bean
    ObjectGarbage objectGarbage(JdbcClient jdbc, TransactionOperations transactions) {
        return new ObjectGarbage(jdbc, transactions, Clock.systemUTC());
    }
}
