package com.tradingsystem.whatsapp.gateway.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers. However many ask, it is asked at most once a second and by one thread at a time; the others
 * wait for the same answer.
 */
@Component
class DatabaseProbe {

    private static final Logger log = LoggerFactory.getLogger(DatabaseProbe.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int PATIENCE_SECONDS = 2;

    private final DataSource database;
    private final ReentrantLock probing = new ReentrantLock();
    private volatile Answer last = new Answer(false, Long.MIN_VALUE);

    DatabaseProbe(DataSource database) {
        this.database = database;
    }

    private record Answer(boolean answers, long at) {

        boolean isFresh() {
            return at != Long.MIN_VALUE && System.nanoTime() - at < FRESH.toNanos();
        }
    }

    boolean databaseAnswers() {
        Answer answer = last;
        if (answer.isFresh()) {
            return answer.answers;
        }
        probing.lock();
        try {
            if (!last.isFresh()) {
                last = new Answer(ask(), System.nanoTime());
            }
            return last.answers;
        } finally {
            probing.unlock();
        }
    }

    private boolean ask() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            log.debug("The database does not answer", e);
            return false;
        }
    }
}
