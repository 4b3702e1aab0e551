package com.tradingsystem.whatsapp.worker.housekeeping;

import com.tradingsystem.whatsapp.persistence.Tier;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class HousekeepingConfiguration {

    @Bean
    Retention retention(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Tier tier,
            MeterRegistry meters,
            ObjectProvider<Clock> clock) {
        return new Retention(jdbc, transactions, tier, meters, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    SchedulingConfigurer housekeepingSchedule(Retention retention, HousekeepingSettings settings) {
        Runnable work = settings.dryRun() ? retention::preview : retention::enforce;
        return tasks -> tasks.addFixedDelayTask(new FixedDelayTask(work, settings.every(), settings.firstRun()));
    }
}
