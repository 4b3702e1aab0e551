package com.tradingsystem.whatsapp.bench.data;

import com.tradingsystem.whatsapp.bench.setting.Home;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Fills a migrated, empty archive by SQL, so that the gateway reads it as if the messages had come by webhook. Used by one
 * thread.
 */
public final class Filling {

    private static final String COPY = "copy staged_messages from stdin";
    private static final int ROWS_A_TRANSACTION = 20_000;
    private static final List<String> CARRY_OVER = List.of("keys.sql", "messages.sql", "words.sql");
    private static final List<String> ANALYSED = List.of("message_keys", "messages", "message_search", "contacts");

    private final Connection connection;
    private final Home home;
    private final EventTemplate template;

    public Filling(Connection connection, Home home) {
        this.connection = connection;
        this.home = home;
        this.template = EventTemplate.of(home.wrk("event.json"));
    }

    /**
     * Writes everything that a plan asks for.
     *
     * @return how many messages that were
     */
    public long fill(Plan plan) throws SQLException {
        connection.setAutoCommit(false);
        execute("set synchronous_commit = off");
        execute(home.sql("fill/staging.sql"));
        Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(plan.days()));
        writeSessions(plan, midnight);
        long written = writeMessages(plan, midnight);
        execute(home.sql("fill/counts.sql"));
        execute(home.sql("fill/number.sql"));
        execute("drop table staged_messages");
        connection.commit();
        connection.setAutoCommit(true);
        for (String table : ANALYSED) {
            execute("vacuum analyze whatsapp_gateway." + table);
        }
        execute("reset synchronous_commit");
        return written;
    }

    private void writeSessions(Plan plan, Instant midnight) throws SQLException {
        for (int session = 1; session <= plan.sessions(); session++) {
            int number = session;
            String name = Plan.sessionName(session);
            try (PreparedStatement statement = connection.prepareStatement(home.sql("fill/session.sql"))) {
                statement.setString(1, name);
                statement.execute();
            }
            try (PreparedStatement statement = connection.prepareStatement(home.sql("fill/contacts.sql"))) {
                Object[] addresses = plan.allChats().stream()
                        .filter(chat -> chat.session() == number)
                        .map(Chat::address)
                        .toArray();
                statement.setString(1, name);
                statement.setArray(2, connection.createArrayOf("text", addresses));
                statement.setObject(3, midnight.atOffset(ZoneOffset.UTC));
                statement.execute();
            }
        }
        connection.commit();
    }

    private long writeMessages(Plan plan, Instant midnight) throws SQLException {
        List<Chat> chats = plan.allChats();
        long written = 0;
        int staged = 0;
        for (int day = 0; day < plan.days(); day++) {
            DayOfMessages messages = new DayOfMessages(chats, day, midnight);
            copy(messages.lines(written + 1, template));
            written += messages.size();
            staged += messages.size();
            if (staged >= ROWS_A_TRANSACTION || day == plan.days() - 1) {
                carryOver();
                staged = 0;
            }
        }
        return written;
    }

    private void copy(String lines) throws SQLException {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new StringReader(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void carryOver() throws SQLException {
        for (String statement : CARRY_OVER) {
            execute(home.sql("fill/" + statement));
        }
        execute("truncate staged_messages");
        connection.commit();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
