package com.tradingsystem.whatsapp.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before the first test
class PipelineIntegrationTests {

    private static final Columns<Integer> NUMBERS =
            Columns.<Integer>of().integer("n", n -> n).build();
    private static final String INSERT = "insert into numbers (n) select r.n from " + NUMBERS.unnest("r");
    private static final String FIND =
            "select t.n from " + NUMBERS.unnest("r") + " join numbers t on t.n = r.n order by t.n";

    private TestDatabase database;
    private Connection plain;
    private Connection connection;

    @BeforeAll
    void createDatabase() {
        database = TestDatabase.createEmpty();
    }

    @AfterAll
    void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        plain = database.dataSource().getConnection();
        plain.setAutoCommit(false);
        connection = Pipeline.over(plain);
        Pipeline.run(connection, "create temporary table numbers (n integer primary key) on commit drop");
    }

    @AfterEach
    void rollback() throws SQLException {
        plain.rollback();
        plain.close();
    }

    @Test
    void statements_seeWhatThoseBeforeThemDid() throws SQLException {
        NUMBERS.run(connection, INSERT, List.of(1, 2));
        Pipeline.Answer<Integer> before = find(1, 2, 3);
        NUMBERS.run(connection, INSERT, List.of(3));
        Pipeline.Answer<Integer> after = find(1, 2, 3);

        assertThat(after.get()).containsExactly(1, 2, 3);
        assertThat(before.get()).containsExactly(1, 2);
    }

    @Test
    void whatWaits_isSentBeforeTheCommit() throws SQLException {
        Pipeline.run(connection, "create table if not exists kept (n integer)");
        Pipeline.run(connection, "insert into kept values (7)");
        connection.commit();

        try (Connection other = database.dataSource().getConnection();
                var rows = other.createStatement().executeQuery("select n from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(7);
        }
    }

    @Test
    void error_isThrownWhereTheStatementsAreSent() throws SQLException {
        NUMBERS.run(connection, INSERT, List.of(1));
        NUMBERS.run(connection, INSERT, List.of(1));
        NUMBERS.run(connection, INSERT, List.of(2));

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connection.commit())
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }

    @Test
    void rollback_forgetsWhatWaits() throws SQLException {
        Pipeline.send(connection);
        Savepoint savepoint = connection.setSavepoint();
        NUMBERS.run(connection, INSERT, List.of(1));
        Pipeline.Answer<Integer> asked = find(1);
        connection.rollback(savepoint);

        assertThat(find(1).get()).isEmpty();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(asked::get);
    }

    /** The server names statements that come again and again, and the driver forgets none of them after an error. */
    @Test
    void statements_canBeRepeatedAfterAnError() throws SQLException {
        for (int round = 0; round < 20; round++) {
            int first = round * 10;
            connection.setSavepoint();
            NUMBERS.run(connection, INSERT, List.of(first, first + 1));
            assertThat(find(first, first + 1).get()).containsExactly(first, first + 1);
            if (round % 3 == 0) {
                Savepoint savepoint = connection.setSavepoint();
                NUMBERS.run(connection, INSERT, List.of(first));
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> find(first).get());
                connection.rollback(savepoint);
            }
        }
    }

    @Test
    void manyRows_fitIntoOneStatement() throws SQLException {
        List<Integer> many = IntStream.range(0, 50_000).boxed().toList();
        NUMBERS.run(connection, INSERT, many);

        assertThat(NUMBERS.query(connection, FIND, many, row -> row.getInt(1))).hasSize(many.size());
    }

    @Test
    void otherConnections_sendAtOnce() throws SQLException {
        Pipeline.send(connection);
        NUMBERS.run(plain, INSERT, List.of(1));

        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> NUMBERS.run(plain, INSERT, List.of(1)));
    }

    private Pipeline.Answer<Integer> find(Integer... numbers) throws SQLException {
        return NUMBERS.ask(connection, FIND, List.of(numbers), row -> row.getInt(1));
    }
}
