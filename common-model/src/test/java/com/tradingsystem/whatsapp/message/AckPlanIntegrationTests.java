package com.tradingsystem.whatsapp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tradingsystem.whatsapp.batch.Timestamps;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.MessageRef;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.persistence.Plan;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import com.tradingsystem.whatsapp.persistence.Tier;
import com.tradingsystem.whatsapp.persistence.YearOfMessages;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An acknowledgement may be for a message of a year ago, with a chunk for each week since. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before the first test
class AckPlanIntegrationTests {

    private static final int DAYS_AGO = 364;

    private TestDatabase database;
    private YearOfMessages year;

    @BeforeAll
    void createDatabase() {
        database = TestDatabase.create();
        year = YearOfMessages.small().writeTo(database);
    }

    @AfterAll
    void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void onlyWithChunks() {
        assumeThat(database.tier()).as("the server has chunks").isNotEqualTo(Tier.PLAIN);
    }

    @Test
    void findingTheRow_looksAtOneChunk() throws SQLException {
        assertThat(plan(connection -> KeyRow.PLACES.query(
                                connection,
                                "explain " + StoredMessages.FIND_ROWS,
                                List.of(place()),
                                row -> row.getString(1),
                                times(connection)))
                        .chunks())
                .isEqualTo(1);
    }

    @Test
    void updatingTheRow_looksAtOneChunk() throws SQLException {
        assertThat(plan(connection -> MessageTable.SHOWN.query(
                                connection,
                                "explain " + MessageTable.UPDATE,
                                List.of(stored(connection)),
                                row -> row.getString(1),
                                times(connection)))
                        .chunks())
                .isEqualTo(1);
    }

    @Test
    void movingTheRow_looksAtOneChunk() throws SQLException {
        assertThat(plan(connection -> MessageTable.KEY.query(
                                connection,
                                "explain " + MessageTable.DELETE,
                                List.of(stored(connection)),
                                row -> row.getString(1),
                                times(connection)))
                        .chunks())
                .isEqualTo(1);
    }

    private Plan plan(Question question) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement custom =
                    connection.prepareStatement("set local plan_cache_mode = force_custom_plan")) {
                custom.execute();
            }
            List<String> lines = question.ask(connection);
            connection.rollback();
            return new Plan(lines);
        }
    }

    private StoredMessage stored(Connection connection) throws SQLException {
        SessionName session = new SessionName(year.session());
        MessageRef ref = new MessageRef(session, Jid.of(year.chat(1)), year.coreId(DAYS_AGO, 1));
        KeyRow key = StoredMessages.keys(connection, List.of(ref)).get().getFirst();
        MessageKey named = new MessageKey(session, key.chat(), key.coreId(), key.fromMe(), key.author());
        return StoredMessages.rows(connection, Map.of(key, named))
                .values()
                .iterator()
                .next();
    }

    private KeyRow place() {
        Jid chat = Jid.of(year.chat(1));
        return new KeyRow(1, new SessionName(year.session()), chat, year.coreId(DAYS_AGO, 1), false, chat, sentAt());
    }

    private Object times(Connection connection) throws SQLException {
        return Timestamps.array(connection, List.of(sentAt()));
    }

    private Instant sentAt() {
        return year.sentAt(DAYS_AGO, 1);
    }

    @FunctionalInterface
    private interface Question {
        List<String> ask(Connection connection) throws SQLException;
    }
}
