package com.tradingsystem.whatsapp.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailureSummaryTests {

    @Test
    void reason_namesThePlaceAndNotTheValue() {
        String reason = FailureSummary.of(new IllegalArgumentException("5511987654321 is no time"));

        assertThat(reason)
                .startsWith("IllegalArgumentException at FailureSummaryTests.")
                .doesNotContain("5511987654321");
    }

    @Test
    void reasonOfTheDatabase_isItsState() {
        String reason =
                FailureSummary.of(new IllegalStateException(new SQLException("Key (5511987654321) exists", "23505")));

        assertThat(reason).isEqualTo("SQL state 23505");
    }
}
