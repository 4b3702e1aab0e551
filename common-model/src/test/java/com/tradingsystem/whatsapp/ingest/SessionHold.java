package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Holds a session's lock, so that whoever writes to it waits. */
public final class SessionHold {

    private final Connection connection;

    public SessionHold(String jdbcUrl, SessionName session) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
        connection.setAutoCommit(false);
        SessionLocks.acquire(connection, List.of(session), Duration.ofMinutes(1));
    }

    public void release() throws SQLException {
        connection.close();
    }
}
