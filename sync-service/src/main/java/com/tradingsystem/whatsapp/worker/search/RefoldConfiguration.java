package com.tradingsystem.whatsapp.worker.search;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class RefoldConfiguration {

    @Bean
    Refold refold(
            JdbcTemplate jdbc, TransactionOperations transactions, RefoldSettings settings, MeterRegistry meters) {
        return new Refold(jdbc, transactions, settings, meters);
    }

    @Bean
    SchedulingConfigurer refoldSchedule(Refold refold, RefoldSettings settings) {
        return tasks -> tasks.addFixedDelayTask(new FixedDelayTask(refold::run, settings.every(), settings.firstRun()));
    }
}
