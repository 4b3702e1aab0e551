package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.change.Changes;
import com.tradingsystem.whatsapp.ingest.queue.DeliveryQueue;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.context.SmartLifecycle;

/**
 * Wires ingestion, and starts and stops it: after the database is migrated and before the web server takes requests,
 * after the web server has answered its last one and before the connections are closed.
 */
final class IngestLifecycle implements SmartLifecycle, AutoCloseable {

    /** Below the web server's, whose graceful stop is 1,024 and whose stop is 2,048 below the default. */
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private final @Nullable HikariDataSource ownPool;
    private final GroupCommit groupCommit;
    private final Ingest ingest;
    private final Archive archive;
    private final LidMerger merger;
    private final Repair repair;
    private final SessionActivityFlush flush;
    private volatile boolean running;

    /** @param main the application's data source; the writers get connections of their own to the same database */
    IngestLifecycle(
            DataSource main,
            IngestSettings settings,
            RevokePolicy revokePolicy,
            MeterRegistry registry,
            Tracer tracer,
            Changes changes,
            InstantSource clock) {
        IngestMetrics metrics = new IngestMetrics(registry);
        SessionActivity activity = new SessionActivity();
        ArchiveWriter writer = new ArchiveWriter(activity, revokePolicy);
        DeliveryQueue queue =
                new DeliveryQueue(settings.queueEvents(), settings.queueBytes().toBytes(), settings.committers());
        HikariDataSource pool = DataSourceUnwrapper.unwrap(main, HikariConfigMXBean.class, HikariDataSource.class);
        ownPool = pool == null ? null : IngestPool.like(pool, settings);
        DataSource dataSource = ownPool == null ? main : ownPool;
        merger = new LidMerger(dataSource, writer, settings, metrics, changes);
        archive = new Archive(dataSource, writer, activity, merger, settings, metrics, changes);
        repair = new Repair(dataSource, writer, archive, settings);
        BatchCommitter committer = new BatchCommitter(dataSource, writer, archive, activity, settings, metrics, tracer);
        groupCommit = new GroupCommit(queue, committer, dataSource, settings, metrics);
        flush = new SessionActivityFlush(dataSource, activity, settings, changes);
        ingest = new Ingest(queue, settings, metrics, tracer);
        metrics.watch(queue, activity, clock);
    }

    Ingest ingest() {
        return ingest;
    }

    Archive archive() {
        return archive;
    }

    Repair repair() {
        return repair;
    }

    @Override
    public void start() {
        groupCommit.start();
        merger.start();
        flush.start();
        running = true;
    }

    @Override
    public void stop() {
        if (running) {
            running = false;
            groupCommit.stop();
            merger.stop();
            flush.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void close() {
        stop();
        if (ownPool != null) {
            ownPool.close();
        }
    }
}
