package com.tradingsystem.whatsapp.snapshot;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads one moment of the archive: several queries see the same rows under the same addresses, even while rows are being
 * moved from a LID to its phone number. Safe for use by many threads.
 */
public final class ReadSnapshot {

    /** What takes longer is given up. */
    public static final int MOST_SECONDS = 15;

    /** Everything for this transaction only, as connections may be pooled between us and the server. */
    private static final String OPENING = """
            set transaction isolation level repeatable read, read only;
            set local statement_timeout = '%ds'""".formatted(MOST_SECONDS);

    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;

    public ReadSnapshot(PlatformTransactionManager transactions, JdbcTemplate jdbc) {
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        // Lets a replica serve it.
        this.transaction.setReadOnly(true);
        this.jdbc = jdbc;
    }

    /** Runs the reads; statements of more than {@value #MOST_SECONDS} s are given up. */
    public <T> T read(Supplier<T> reads) {
        T result = transaction.execute(status -> {
            jdbc.execute(OPENING);
            return reads.get();
        });
        return Objects.requireNonNull(result);
    }

    /**
     * Runs what reads by a single statement, which is a snapshot by itself: without a transaction and its round trips. Given up as the
     * others. Within {@link #read} it is one read among others.
     */
    public <T> @Nullable T once(Function<JdbcTemplate, @Nullable T> read) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return read.apply(jdbc);
        }
        return jdbc.execute((ConnectionCallback<T>) connection -> {
            JdbcTemplate limited = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            // By the driver: the server would have to be asked to.
            limited.setQueryTimeout(MOST_SECONDS);
            // Lets a replica serve it.
            connection.setReadOnly(true);
            try {
                return read.apply(limited);
            } finally {
                connection.setReadOnly(false);
            }
        });
    }
}
