package com.tradingsystem.whatsapp.message;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads one moment of the archive: several queries see the same rows under the same addresses, even while rows are being
 * moved from a LID to its phone number. Safe for use by many threads.
 */
public final class ReadSnapshot {

    /**
     * Everything for this transaction only, as connections may be pooled between us and the server. The plans are custom so
     * that the exact times in a statement tell which partitions of {@code messages} it needs.
     */
    private static final String OPENING = """
            set transaction isolation level repeatable read, read only;
            set local plan_cache_mode = force_custom_plan;
            set local statement_timeout = '15s'""";

    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;

    ReadSnapshot(PlatformTransactionManager transactions, JdbcTemplate jdbc) {
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        // Lets a replica serve it.
        this.transaction.setReadOnly(true);
        this.jdbc = jdbc;
    }

    /** Runs the reads; statements of more than 15 s are given up. */
    public <T> T read(Supplier<T> reads) {
        T result = transaction.execute(status -> {
            jdbc.execute(OPENING);
            return reads.get();
        });
        return Objects.requireNonNull(result);
    }
}
