package com.tradingsystem.whatsapp.ingest;

import static com.tradingsystem.whatsapp.ingest.Samples.text;
import static com.tradingsystem.whatsapp.ingest.Samples.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // set up before every test
class ArchiveIntegrationTests {

    private TestDatabase database;
    private TestIngest ingest;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        ingest = TestIngest.on(database.dataSource());
    }

    @AfterEach
    void stop() {
        ingest.close();
        database.close();
    }

    @Test
    void readingsAndWhatTheCallerAdds_areCommittedTogether() throws SQLException {
        ingest.accept(told(text("KNOWN", "known")));

        ArchiveSummary summary = ingest.archive()
                .write(
                        List.of(told(text("KNOWN", "known")), told(text("PAGE", "new"))),
                        (connection, soFar) -> cursor(connection, "at " + soFar.inserted()));

        assertThat(summary).isEqualTo(new ArchiveSummary(1, 1, List.of()));
        assertThat(count("messages")).isEqualTo(2);
        assertThat(count("settings where name = 'cursor' and value = 'at 1'")).isEqualTo(1);
    }

    @Test
    void callerThatFails_takesTheReadingsBack() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> ingest.archive()
                        .write(
                                List.of(told(text("PAGE", "new"))),
                                (connection, soFar) -> connection
                                        .prepareStatement("select 1/0")
                                        .execute()));

        assertThat(count("messages")).isZero();
    }

    @Test
    void readingThatCannotBeMerged_isLeftOutAndReported() throws SQLException {
        Understood bad = told(text("BAD", "a NUL \0"));

        ArchiveSummary summary = ingest.archive()
                .write(
                        List.of(told(text("ONE", "1")), bad, told(text("TWO", "2"))),
                        (connection, soFar) -> cursor(connection, "saved"));

        assertThat(summary).isEqualTo(new ArchiveSummary(2, 0, List.of(bad)));
        assertThat(count("messages")).isEqualTo(2);
        assertThat(count("settings where name = 'cursor'")).isEqualTo(1);
    }

    private static void cursor(Connection connection, String value) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into whatsapp_gateway.settings values ('cursor', ?)")) {
            statement.setString(1, value);
            statement.executeUpdate();
        }
    }

    private long count(String from) {
        return database.jdbc()
                .sql("select count(*) from whatsapp_gateway." + from)
                .query(Long.class)
                .single();
    }
}
