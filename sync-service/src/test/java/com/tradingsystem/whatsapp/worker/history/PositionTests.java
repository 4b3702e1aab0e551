package com.tradingsystem.whatsapp.worker.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTests {

    static Stream<WalkState> stages() {
        return Stream.of(
                new WalkState.Down(1_700_000_000L, 100, 0),
                new WalkState.Down(null, 100, 0),
                new WalkState.Probe(3, 2, 100),
                new WalkState.Sweep(80, true, null, 1),
                new WalkState.Grow(1000, false),
                new WalkState.Ended(WalkState.End.EXHAUSTED));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void everyStage_survivesTheDatabase(WalkState stage) {
        Position position = new Position(2, true, stage);

        assertThat(Position.parse(position.toJson())).isEqualTo(position);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"source\":0,\"at\":{\"stage\":\"flying\"}}",
                "{\"source\":-1,\"at\":{\"stage\":\"grow\",\"limit\":5}}"
            })
    void whatIsNone_isBegunAgain(String json) {
        assertThat(Position.parse(json)).isNull();
    }

    @Test
    void whatANewerVersionAdds_isPassedOver() {
        assertThat(
                        Position.parse(
                                "{\"source\":0,\"blocked\":false,\"more\":1,\"at\":{\"stage\":\"grow\",\"limit\":5,\"ordered\":true,\"x\":2}}"))
                .isEqualTo(new Position(0, false, new WalkState.Grow(5, true)));
    }
}
