package com.tradingsystem.whatsapp.worker.sync;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the queue for the worker. */
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {

    @Bean
    SyncQueue syncQueue(JdbcClient jdbc) {
        return new SyncQueue(jdbc);
    }

    @Bean
    SyncRuns syncRuns(JdbcClient jdbc) {
        return new SyncRuns(jdbc);
    }

    @Bean
    SyncedRanges syncedRanges(JdbcClient jdbc) {
        return new SyncedRanges(jdbc);
    }

    @Bean
    SyncSessions syncSessions(JdbcClient jdbc) {
        return new SyncSessions(jdbc);
    }

    @Bean
    SessionScans sessionScans(JdbcClient jdbc) {
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
}
