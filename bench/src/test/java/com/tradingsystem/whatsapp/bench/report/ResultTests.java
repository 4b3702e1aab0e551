package com.tradingsystem.whatsapp.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.bench.report.Result.Counterpart;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTests {

    private static final Spread EVENTS = new Spread(List.of(300.0, 100.0, 400.0));
    private static final Spread ROWS = new Spread(List.of(1_000.0, 500.0, 800.0));

    @Test
    void ratio_isTakenRoundByRound() {
        Result result = new Result("events", "/s", EVENTS, new Counterpart("rows", ROWS), new Aim.AtLeast(0.3));

        assertThat(result.ratio()).isEqualTo(new Spread(List.of(0.3, 0.2, 0.5)));
        assertThat(result.isMet()).isTrue();
    }

    @Test
    void aim_isHeldAgainstTheValueWhereThereIsNoCounterpart() {
        assertThat(Result.of("memory", "MB", Spread.of(687), new Aim.AtMost(500))
                        .isMet())
                .isFalse();
    }

    @Test
    void row_showsTheMedianAndTheSpreadOfTheRatio() {
        Result result = new Result("events", "/s", EVENTS, new Counterpart("rows", ROWS), new Aim.AtLeast(0.6));

        assertThat(Table.row(result))
                .isEqualTo("| events | 300 /s | rows | 800 /s | 0.30 (0.20 to 0.50) | ≥ 0.60 | no |");
    }

    @Test
    void median_ofTwoRoundsIsTheirMean() {
        assertThat(new Spread(List.of(3.0, 1.0)).median()).isEqualTo(2);
    }
}
