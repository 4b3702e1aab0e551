package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.contact.Aliases;
import com.tradingsystem.whatsapp.ingest.Archive;
import com.tradingsystem.whatsapp.worker.sync.SyncQueue;
import com.tradingsystem.whatsapp.worker.sync.SyncRuns;
import com.tradingsystem.whatsapp.worker.sync.SyncSessions;
import com.tradingsystem.whatsapp.worker.sync.SyncedRanges;
import com.tradingsystem.whatsapp.worker.waha.WahaClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "whatsapp.sync.enabled", matchIfMissing = true)
@Import(OpenSessions.class)
class HistoryConfiguration {

    @Bean
    ChatSync chatSync(
            WahaClient waha,
            OpenSessions open,
            SyncSessions sessions,
            SyncQueue queue,
            SyncRuns runs,
            SyncedRanges ranges,
            Aliases aliases,
            Archive archive,
            DataSource dataSource,
            HistorySettings settings,
            MeterRegistry meters) {
        return new ChatSync(
                waha,
                open,
                sessions,
                queue,
                runs,
                ranges,
                new WahaChatAddresses(aliases),
                archive,
                new StatisticsRefresh(dataSource),
                settings,
                new HistoryMetrics(meters));
    }

    @Bean
    HistoryWorkers historyWorkers(
            SyncQueue queue,
            ChatSync chats,
            WahaClient waha,
            HistorySettings settings,
            ObjectProvider<InstantSource> clock) {
        return new HistoryWorkers(queue, chats, waha, settings, clock.getIfAvailable(InstantSource::system));
    }
}
