package com.tradingsystem.whatsapp.local.sync;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The connections of one worker, which can all be cut at once and for ever. To the database that is the same as a kill -9 of the
 * process: whatever was under way is rolled back, and nothing more comes.
 */
final class MortalDataSource extends DelegatingDataSource implements AutoCloseable {

    private final HikariDataSource pool;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean dead;

    MortalDataSource(String jdbcUrl) {
        pool = new HikariDataSource();
        pool.setJdbcUrl(jdbcUrl);
        pool.setMaximumPoolSize(12);
        pool.setMinimumIdle(0);
        setTargetDataSource(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (dead) {
            throw new SQLException("the process is dead", "08006");
        }
        Connection connection = super.getConnection();
        open.add(connection.unwrap(Connection.class));
        return connection;
    }

    /** Cuts everything. */
    void kill() {
        dead = true;
        for (Connection connection : open) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // it was gone already
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
