package com.tradingsystem.whatsapp.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFaultTests {

    @ParameterizedTest
    @CsvSource({
        "08006, AWAY",
        "57P01, AWAY",
        "57P03, AWAY",
        "53300, AWAY",
        "53100, AWAY",
        "25006, AWAY",
        "XX001, AWAY",
        "40001, CONFLICT",
        "40P01, CONFLICT",
        "55P03, LOCKED",
        "57014, TIMEOUT",
        "22021, DATA",
        "22P02, DATA",
        "23514, DATA",
        "42703, DATA",
        "XX000, DATA",
    })
    void sqlState_saysWhatItMeansForTheEvents(String state, DatabaseFault fault) {
        SQLException failure = new SQLException("", state);

        assertThat(DatabaseFault.of(failure)).isEqualTo(fault);
        assertThat(DatabaseFault.of(new IllegalStateException(failure))).isEqualTo(fault);
    }

    @Test
    void poolWithoutConnections_isADatabaseThatIsAway() {
        assertThat(DatabaseFault.of(new SQLTransientConnectionException("timed out")))
                .isEqualTo(DatabaseFault.AWAY);
    }

    @Test
    void mistakeOfOurOwn_isTheEvents() {
        assertThat(DatabaseFault.of(new NullPointerException())).isEqualTo(DatabaseFault.DATA);
    }
}
