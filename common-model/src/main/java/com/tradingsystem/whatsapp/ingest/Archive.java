package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.batch.Plans;
import com.tradingsystem.whatsapp.change.Change;
import com.tradingsystem.whatsapp.change.Changes;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.event.StampedReading;
import com.tradingsystem.whatsapp.ingest.ArchiveWriter.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Writes readings a transaction at a time: for those who bring readings that were not delivered as events, and have something of
 * their own to write with them. Events go through {@link Ingest}, and end in the same tables by the same writer. Safe for use by
 * many threads.
 */
public final class Archive {

    private static final int ATTEMPTS = 4;

    private final DataSource dataSource;
    private final ArchiveWriter writer;
    private final SessionActivity activity;
    private final LidMerger merger;
    private final IngestSettings settings;
    private final IngestMetrics metrics;
    private final Changes changes;

    Archive(
            DataSource dataSource,
            ArchiveWriter writer,
            SessionActivity activity,
            LidMerger merger,
            IngestSettings settings,
            IngestMetrics metrics,
            Changes changes) {
        this.dataSource = dataSource;
        this.writer = writer;
        this.activity = activity;
        this.merger = merger;
        this.settings = settings;
        this.metrics = metrics;
        this.changes = changes;
    }

    /** What a caller writes in the same transaction, such as how far it got. */
    @FunctionalInterface
    public interface Along {

        /**
         * Writes, in the transaction of the connection.
         *
         * @param summary what was written before, in this transaction
         */
        void write(Connection connection, ArchiveSummary summary) throws SQLException;
    }

    /**
     * Writes readings, and what the caller adds, in one transaction. Readings that cannot be merged are left out and reported;
     * an error of the caller's own takes everything back.
     *
     * @throws IngestUnavailable if the database is away or too busy; nothing was written
     * @throws SQLException if what the caller adds could not be written
     */
    public ArchiveSummary write(List<Understood> readings, Along along) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return writeOnce(readings, along);
            } catch (SQLException | RuntimeException e) {
                DatabaseFault fault = DatabaseFault.of(e);
                if (fault == DatabaseFault.DATA) {
                    throw e;
                }
                if (fault != DatabaseFault.CONFLICT || attempt == ATTEMPTS) {
                    throw new IngestUnavailable(FailureSummary.of(e), settings.retryAfter());
                }
            }
        }
    }

    private ArchiveSummary writeOnce(List<Understood> readings, Along along) throws SQLException {
        List<Written> written = new ArrayList<>();
        List<Understood> rejected = new ArrayList<>();
        List<StampedReading> stamped = StampedReading.of(readings);
        ArchiveSummary summary =
                Transactions.write(dataSource, readings, settings.timeouts(), (connection, screened) -> {
                    writeOrHalve(connection, screened.stamped(stamped), written, rejected);
                    ArchiveSummary soFar = summary(written, rejected);
                    Plans.custom(connection);
                    along.write(connection, soFar);
                    return soFar;
                });
        written.forEach(this::committed);
        return summary;
    }

    private void writeOrHalve(
            Connection connection, List<StampedReading> readings, List<Written> written, List<Understood> rejected)
            throws SQLException {
        if (readings.isEmpty()) {
            return;
        }
        Savepoint before = connection.setSavepoint();
        try {
            Written whole = writer.write(connection, readings);
            connection.releaseSavepoint(before);
            written.add(whole);
        } catch (SQLException | RuntimeException e) {
            if (DatabaseFault.of(e) != DatabaseFault.DATA) {
                throw e;
            }
            connection.rollback(before);
            if (readings.size() == 1) {
                rejected.add(readings.getFirst().reading());
            } else {
                int half = readings.size() / 2;
                writeOrHalve(connection, readings.subList(0, half), written, rejected);
                writeOrHalve(connection, readings.subList(half, readings.size()), written, rejected);
            }
        }
    }

    /** Remembers what is on disk now, and sets going what follows from it. */
    void committed(Written written) {
        writer.committed(written);
        activity.committed(written.sessions().values());
        merger.learnt(written.links().learnt());
        metrics.messages(written.inserted(), written.merged());
        metrics.contradicted(written.links().contradicted().size());
        written.messages().notApplied().forEach(metrics::notApplied);
        changes.announce(written.sessions().keySet().stream()
                .map(session -> new Change(session, written.hasFiles()))
                .toList());
    }

    private static ArchiveSummary summary(List<Written> written, List<Understood> rejected) {
        return new ArchiveSummary(
                written.stream().mapToInt(Written::inserted).sum(),
                written.stream().mapToInt(Written::merged).sum(),
                rejected);
    }
}
