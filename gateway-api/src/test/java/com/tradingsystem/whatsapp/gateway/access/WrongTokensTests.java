package com.tradingsystem.whatsapp.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WrongTokensTests {

    private static final Network HERE = Network.of("203.0.113.7");
    private static final Network THERE = Network.of("198.51.100.9");
    private static final Caller CRM = new Caller("crm", Caller.Scope.READ, Set.of());
    private static final Caller OPS = new Caller("ops", Caller.Scope.ADMIN, Set.of());

    private long now = 1;
    private final WrongTokens wrongTokens = new WrongTokens(() -> now);

    @Test
    void aFewWrongTokens_mayGoOn_furtherOnesWaitForTheEndOfTheMinute() {
        guess(HERE, WrongTokens.GUESSES);
        pass(Duration.ofSeconds(20));

        assertThat(wrongTokens.judge(HERE, "one more", null)).isEqualTo(Duration.ofSeconds(40));
        assertThat(wrongTokens.judge(THERE, "one more", null)).isNull();

        pass(Duration.ofSeconds(41));
        assertThat(wrongTokens.judge(HERE, "one more", null)).isNull();
    }

    @Test
    void rightTokenThatIsNewThere_isAnsweredLikeAWrongOne_soThatNobodyLearnsThatTheyGuessedIt() {
        guess(HERE, WrongTokens.GUESSES);

        assertThat(wrongTokens.judge(HERE, "right", CRM)).isEqualTo(wrongTokens.judge(HERE, "wrong", null));

        pass(Duration.ofSeconds(61));
        assertThat(wrongTokens.judge(HERE, "right", CRM)).isNull();
    }

    @Test
    void rightTokenThatWasSeenThere_isNeverHeldUp() {
        assertThat(wrongTokens.judge(HERE, "right", CRM)).isNull();

        for (int minute = 0; minute < 60; minute++) {
            guess(HERE, 100);
            assertThat(wrongTokens.judge(HERE, "right", CRM)).isNull();
            assertThat(wrongTokens.judge(HERE, "another's", OPS)).isNotNull();
            pass(Duration.ofSeconds(61));
        }
    }

    @Test
    void rightTokenThatWasSeenThereLongAgo_isNewAgain() {
        wrongTokens.judge(HERE, "right", CRM);
        pass(Duration.ofHours(25));
        guess(HERE, WrongTokens.GUESSES);

        assertThat(wrongTokens.judge(HERE, "right", CRM)).isNotNull();
    }

    @Test
    void clientThatRepeatsOneOldToken_holdsUpOnlyItself() {
        for (int i = 0; i < 100; i++) {
            wrongTokens.judge(HERE, "old", null);
        }

        assertThat(wrongTokens.judge(HERE, "old", null)).isNotNull();
        assertThat(wrongTokens.judge(HERE, "right", CRM)).isNull();
    }

    @Test
    void manyNetworks_areNotRememberedForEver() {
        for (int i = 0; i < 100_000; i++) {
            wrongTokens.judge(Network.of("2001:db8:%x:%x::1".formatted(i >> 16, i & 0xffff)), "wrong", null);
        }

        assertThat(wrongTokens.remembered()).isLessThanOrEqualTo(20_000);
    }

    private void guess(Network network, int times) {
        for (int i = 0; i < times; i++) {
            wrongTokens.judge(network, "guess " + i, null);
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
