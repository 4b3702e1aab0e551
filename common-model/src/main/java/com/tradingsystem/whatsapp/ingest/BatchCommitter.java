package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.erasure.Erasures.Screened;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.event.StampedReading;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.ingest.queue.Delivery;
import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import com.tradingsystem.whatsapp.ingest.queue.Refusal;
import com.tradingsystem.whatsapp.session.SessionUpdate;
import io.micrometer.tracing.Tracer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches to disk, one transaction each, and answers their senders. What cannot be merged is found by halving the batch
 * and kept verbatim. Safe for use by many threads.
 */
final class BatchCommitter {

    private static final Logger log = LoggerFactory.getLogger(BatchCommitter.class);
    private static final int ATTEMPTS = 4;

    /** Once something is known to be held, the rest of the batch is found out by many short waits. */
    private static final Duration SHORT_LOCK_TIMEOUT = Duration.ofMillis(30);

    private final DataSource dataSource;
    private final ArchiveWriter writer;
    private final Archive archive;
    private final SessionActivity activity;
    private final IngestSettings settings;
    private final IngestMetrics metrics;
    private final Tracer tracer;

    BatchCommitter(
            DataSource dataSource,
            ArchiveWriter writer,
            Archive archive,
            SessionActivity activity,
            IngestSettings settings,
            IngestMetrics metrics,
            Tracer tracer) {
        this.dataSource = dataSource;
        this.writer = writer;
        this.archive = archive;
        this.activity = activity;
        this.settings = settings;
        this.metrics = metrics;
        this.tracer = tracer;
    }

    /**
     * Answers every sender in the batch that is on disk afterwards.
     *
     * @param lockTimeout how long to wait for what another transaction holds
     * @return what is not on disk, because another transaction holds something of its sessions
     * @throws DatabaseAway if the rest has to wait until the database is back
     */
    List<Delivery> commit(List<Delivery> batch, Duration lockTimeout) throws DatabaseAway {
        try {
            commitWithRetry(batch, lockTimeout);
            return List.of();
        } catch (DatabaseAway e) {
            throw e;
        } catch (Throwable e) { // whatever it is, these senders need an answer and the others go on
            return isolate(batch, e, lockTimeout);
        }
    }

    private List<Delivery> isolate(List<Delivery> batch, Throwable cause, Duration lockTimeout) throws DatabaseAway {
        switch (DatabaseFault.of(cause)) {
            case LOCKED -> {
                return commitBySession(batch);
            }
            case DATA -> {
                if (batch.size() > 1) {
                    return commitHalves(batch, batch.size() / 2, lockTimeout);
                }
                quarantine(batch.getFirst(), FailureSummary.of(cause), lockTimeout);
            }
            case AWAY, CONFLICT, TIMEOUT -> {
                log.warn("a batch of {} events was refused: {}", batch.size(), FailureSummary.of(cause));
                batch.forEach(delivery -> delivery.refuse(Refusal.TIMEOUT));
            }
        }
        return List.of();
    }

    private List<Delivery> commitBySession(List<Delivery> batch) throws DatabaseAway {
        List<Delivery> sorted =
                batch.stream().sorted(Comparator.comparing(Delivery::session)).toList();
        List<String> sessions =
                sorted.stream().map(Delivery::session).distinct().toList();
        if (sessions.size() == 1) {
            return batch;
        }
        String middle = sessions.get(sessions.size() / 2);
        int half = (int) sorted.stream()
                .takeWhile(delivery -> !delivery.session().equals(middle))
                .count();
        return commitHalves(sorted, half, SHORT_LOCK_TIMEOUT);
    }

    private List<Delivery> commitHalves(List<Delivery> batch, int half, Duration lockTimeout) throws DatabaseAway {
        List<Delivery> blocked = new ArrayList<>(commit(batch.subList(0, half), lockTimeout));
        blocked.addAll(commit(batch.subList(half, batch.size()), lockTimeout));
        return blocked;
    }

    private void quarantine(Delivery delivery, String reason, Duration lockTimeout) throws DatabaseAway {
        log.warn("an event could not be merged and is kept verbatim: {} ({})", reason, delivery.label());
        RawEvents.Entry entry = new RawEvents.Entry(delivery, IngestReceipt.QUARANTINED, reason);
        try {
            inTransaction(List.of(), lockTimeout, (connection, screened) -> {
                RawEvents.insert(connection, List.of(entry));
                return ArchiveWriter.Written.NOTHING;
            });
        } catch (SQLException | RuntimeException e) {
            log.error("an event could not even be kept verbatim: {} ({})", FailureSummary.of(e), delivery.label());
            if (DatabaseFault.of(e) == DatabaseFault.AWAY) {
                throw new DatabaseAway(e);
            }
            delivery.refuse(Refusal.DATABASE);
            return;
        }
        answer(delivery, IngestReceipt.QUARANTINED);
    }

    private void commitWithRetry(List<Delivery> batch, Duration lockTimeout) throws SQLException, DatabaseAway {
        for (int attempt = 1; ; attempt++) {
            try {
                commitOnce(batch, lockTimeout);
                return;
            } catch (SQLException | RuntimeException e) {
                DatabaseFault fault = DatabaseFault.of(e);
                if (fault == DatabaseFault.AWAY) {
                    throw new DatabaseAway(e);
                }
                if (fault != DatabaseFault.CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void commitOnce(List<Delivery> batch, Duration lockTimeout) throws SQLException {
        List<RawEvents.Entry> entries =
                batch.stream().map(BatchCommitter::entry).toList();
        List<StampedReading> readings =
                batch.stream().map(Delivery::stamped).filter(Objects::nonNull).toList();
        CommitSpans spans = CommitSpans.start(tracer, batch);
        ArchiveWriter.Written written;
        try {
            List<Understood> understood =
                    readings.stream().map(StampedReading::reading).toList();
            written = inTransaction(understood, lockTimeout, (connection, screened) -> {
                RawEvents.insert(connection, withoutErased(entries, screened));
                return writer.write(connection, screened.stamped(readings));
            });
        } finally {
            spans.end();
        }
        archive.committed(written);
        entries.forEach(entry -> answer(entry.delivery(), entry.outcome()));
    }

    /** A delivery that told of somebody's erased past tells it in every byte. */
    private static List<RawEvents.Entry> withoutErased(List<RawEvents.Entry> entries, Screened screened) {
        return screened.changed().isEmpty()
                ? entries
                : entries.stream()
                        .filter(entry -> !(entry.delivery().reading() instanceof Understood understood
                                && screened.changed().contains(understood)))
                        .toList();
    }

    private static RawEvents.Entry entry(Delivery delivery) {
        return switch (delivery.reading()) {
            case Understood understood
            when understood.envelope().session() == null ->
                new RawEvents.Entry(delivery, IngestReceipt.UNRECOGNISED, "it names no session");
            case Understood u -> new RawEvents.Entry(delivery, IngestReceipt.STORED, null);
            case Reading.Unrecognised unrecognised ->
                new RawEvents.Entry(delivery, IngestReceipt.UNRECOGNISED, unrecognised.reason());
            case Reading.Malformed m -> throw new IllegalStateException("malformed deliveries are not taken in");
        };
    }

    private ArchiveWriter.Written inTransaction(
            List<Understood> readings, Duration lockTimeout, Transactions.Writing<ArchiveWriter.Written> work)
            throws SQLException {
        long start = System.nanoTime();
        ArchiveWriter.Written written =
                Transactions.write(dataSource, readings, new Timeouts(settings.statementTimeout(), lockTimeout), work);
        metrics.committed(System.nanoTime() - start);
        return written;
    }

    private void noteActivity(Delivery delivery) {
        SessionName session = delivery.envelope().session();
        if (session != null) {
            activity.committed(
                    List.of(SessionUpdate.of(session).eventAt(delivery.raw().receivedAt())));
        }
    }

    private void answer(Delivery delivery, IngestReceipt outcome) {
        noteActivity(delivery);
        metrics.stored(outcome);
        delivery.complete(outcome);
    }

    /** The database is away; what was not answered has to be refused. */
    static final class DatabaseAway extends Exception {
        private static final long serialVersionUID = 1L;

        DatabaseAway(Throwable cause) {
            super(cause);
        }
    }
}
