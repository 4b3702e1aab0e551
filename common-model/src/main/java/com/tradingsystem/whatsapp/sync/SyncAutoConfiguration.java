package com.tradingsystem.whatsapp.sync;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Offers what this package does to the services. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
@ConditionalOnBean(JdbcClient.class)
public final class SyncAutoConfiguration {

    @Bean
    SyncQueue syncQueue(JdbcClient jdbc) {
        return new SyncQueue(jdbc);
    }

    @Bean
    SyncRuns syncRuns(JdbcClient jdbc) {
        return new SyncRuns(jdbc);
    }

    @Bean
    SyncedRanges knownRanges(JdbcClient jdbc) {
        return new SyncedRanges(jdbc);
    }

    @Bean
    SyncSessions syncSessions(JdbcClient jdbc) {
        return new SyncSessions(jdbc);
    }

    @Bean
    SessionScans sessionLooks(JdbcClient jdbc) {
        return new SessionScans(jdbc);
    }

    @Bean
    SessionDirectories sessionDirectories(JdbcClient jdbc) {
        return new SessionDirectories(jdbc);
    }

    @Bean
    SilentSessions silentSessions(JdbcClient jdbc) {
        return new SilentSessions(jdbc);
    }

    @Bean
    DueChats dueChats(JdbcClient jdbc) {
        return new DueChats(jdbc);
    }

    @Bean
    SyncReports syncReports(JdbcClient jdbc) {
        return new SyncReports(jdbc);
    }

    @Bean
    SyncRequests syncRequests(JdbcClient jdbc) {
        return new SyncRequests(jdbc);
    }
}
