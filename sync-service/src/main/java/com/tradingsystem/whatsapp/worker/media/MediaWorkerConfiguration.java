package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.change.Changes;
import com.tradingsystem.whatsapp.media.ObjectGarbage;
import com.tradingsystem.whatsapp.media.store.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/** Puts the worker together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MediaSettings.class, OrphanSettings.class})
@Import({MediaParts.class, WakeUp.class})
class MediaWorkerConfiguration {

    /** Files need not wait until the worker looks by itself. */
    @Bean
    Changes.Subscription newFiles(Changes changes, WakeUp wakeUp) {
        return changes.subscribe(change -> {
            if (change.hasFiles()) {
                wakeUp.wake();
            }
        });
    }

    @Bean
    MediaWorkerLifecycle mediaHealthIndicator(
            MediaSettings settings, ObjectProvider<ObjectStore> configured, MediaParts parts, WakeUp wakeUp) {
        ObjectStore store = configured.getIfAvailable();
        return store == null
                ? new MediaWorkerLifecycle(settings.enabled(), null, null, null)
                : parts.lifecycle(settings, store, wakeUp);
    }

    @Bean
    SchedulingConfigurer orphanSchedule(
            MediaSettings settings,
            OrphanSettings orphans,
            ObjectProvider<ObjectStore> configured,
            ObjectGarbage garbage,
            MeterRegistry meters) {
        ObjectStore store = configured.getIfAvailable();
        return tasks -> {
            if (store != null && settings.enabled()) {
                var sweep = new OrphanSweep(garbage, store, orphans.orphans(), meters);
                tasks.addFixedDelayTask(new FixedDelayTask(sweep::sweep, Duration.ofDays(1), Duration.ofMinutes(10)));
            }
        };
    }
}
