package com.tradingsystem.whatsapp.worker.discovery;

import com.tradingsystem.whatsapp.contact.DirectoryChanges;
import com.tradingsystem.whatsapp.ingest.Archive;
import com.tradingsystem.whatsapp.worker.history.OpenSessions;
import com.tradingsystem.whatsapp.worker.sync.DueChats;
import com.tradingsystem.whatsapp.worker.sync.SessionDirectories;
import com.tradingsystem.whatsapp.worker.sync.SessionScans;
import com.tradingsystem.whatsapp.worker.sync.SilentSessions;
import com.tradingsystem.whatsapp.worker.sync.SyncSessions;
import com.tradingsystem.whatsapp.worker.waha.WahaClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "whatsapp.sync.enabled", matchIfMissing = true)
class DiscoveryConfiguration {

    @Bean
    Discovery discovery(
            WahaClient waha,
            OpenSessions open,
            SyncSessions sessions,
            SessionScans scans,
            SilentSessions silent,
            SessionDirectories directories,
            DueChats due,
            DirectoryChanges news,
            Archive archive,
            DiscoverySettings settings,
            ObjectProvider<InstantSource> clocks,
            MeterRegistry meters) {
        return new Discovery(
                open,
                sessions,
                scans,
                silent,
                directories,
                new ChatScan(waha, due, settings, clocks.getIfAvailable(InstantSource::system)),
                new DirectoryRead(waha, news, archive, settings),
                settings,
                new DiscoveryMetrics(meters));
    }

    @Bean
    DiscoveryLoop discoveryLoop(
            WahaClient waha,
            SyncSessions sessions,
            SessionScans scans,
            SessionDirectories directories,
            Archive archive,
            Discovery discovery,
            DiscoverySettings settings,
            ObjectProvider<InstantSource> clocks) {
        InstantSource clock = clocks.getIfAvailable(InstantSource::system);
        return new DiscoveryLoop(
                new SessionWatch(waha, sessions, archive, settings, clock),
                sessions,
                scans,
                directories,
                discovery,
                waha,
                settings,
                clock);
    }
}
