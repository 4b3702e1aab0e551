package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.IntStream;

/** Holds the locks of all chats and the sessions, so that whoever writes waits. */
public final class SessionHold {

    private final Connection connection;

    public SessionHold(String jdbcUrl, SessionName session) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
        connection.setAutoCommit(false);
        ChatLocks.acquire(
                connection,
                IntStream.range(0, 2000)
                        .mapToObj(i -> new SessionAddress(session, new Jid.Person("" + i)))
                        .toList(),
                new Timeouts(Duration.ofMinutes(1), Duration.ZERO));
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table whatsapp_gateway.sessions in exclusive mode");
        }
    }

    public void release() throws SQLException {
        connection.close();
    }
}
