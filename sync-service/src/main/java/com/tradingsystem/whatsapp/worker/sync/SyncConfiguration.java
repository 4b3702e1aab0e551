package com.tradingsystem.whatsapp.worker.sync;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the queue for the worker. */
@Configuration(proxyBeanMethods = false)
@Import({
    SyncQueue.class,
    SyncRuns.class,
    SyncedRanges.class,
    SyncSessions.class,
    SessionScans.class,
    SessionDirectories.class,
    SilentSessions.class,
    DueChats.class
})
class SyncConfiguration {}
