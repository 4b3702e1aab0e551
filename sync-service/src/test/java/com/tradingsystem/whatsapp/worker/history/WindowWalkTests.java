package com.tradingsystem.whatsapp.worker.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.worker.history.SimulatedChat.Habits;
import com.tradingsystem.whatsapp.worker.history.SimulatedChat.Order;
import com.tradingsystem.whatsapp.worker.history.WalkState.End;
import com.tradingsystem.whatsapp.worker.history.WalkState.Ended;
import com.tradingsystem.whatsapp.worker.waha.MessageWindow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowWalkTests {

    private static final long BEGIN = 1_700_000_000;

    /** @param widthInSeconds how many different seconds the messages fall into; few means many at once */
    record Case(
            Habits habits,
            int messages,
            int widthInSeconds,
            int pageSize,
            int hidden,
            long seed,
            boolean headKnown,
            int fromShare) {}

    record Walked(Set<String> offered, int counted, End end, SimulatedChat chat) {}

    @Property(tries = 2_000)
    void anyEngine_endsAndLosesNothingUnlessItSaysSo(@ForAll("cases") Case given) {
        List<OfferedMessage> rows = rows(given);
        Walked walked = walk(given, rows, 0);

        if (walked.end() != End.BLOCKED) {
            assertThat(walked.offered()).containsAll(walked.chat().lasting(from(given), rows));
        }
    }

    @Property(tries = 1_000)
    void anyEngine_killedNowAndThen_stillLosesNothing(
            @ForAll("cases") Case given, @ForAll @IntRange(min = 1, max = 5) int every) {
        List<OfferedMessage> rows = rows(given);
        Walked walked = walk(given, rows, every);

        if (walked.end() != End.BLOCKED) {
            assertThat(walked.offered()).containsAll(walked.chat().lasting(from(given), rows));
        }
    }

    @Property(tries = 1_000)
    void engineAsDocumented_isNeverBlockedAndCountsEachMessageOnce(@ForAll("cases") Case given) {
        Habits documented = new Habits(Order.NEWEST_FIRST, true, true, 0, false, false);
        Case calm = new Case(
                documented,
                given.messages(),
                given.widthInSeconds(),
                given.pageSize(),
                given.hidden(),
                given.seed(),
                given.headKnown(),
                given.fromShare());
        List<OfferedMessage> rows = rows(calm);
        Walked walked = walk(calm, rows, 0);

        assertThat(walked.end()).isNotEqualTo(End.BLOCKED);
        assertThat(walked.counted())
                .isEqualTo(walked.chat().lasting(from(calm), rows).size());
        assertThat(walked.chat().calls()).isLessThanOrEqualTo(30 + 3 * (1 + given.messages() / (given.pageSize() - 1)));
    }

    @Property(tries = 1_000)
    void engineThatShufflesSeconds_losesNothing(@ForAll("cases") Case given) {
        Case restless = new Case(
                new Habits(Order.NEWEST_FIRST, true, true, 0, true, false),
                Math.min(given.messages(), 4 * given.pageSize()),
                given.widthInSeconds(),
                given.pageSize(),
                0,
                given.seed(),
                given.headKnown(),
                given.fromShare());
        List<OfferedMessage> rows = rows(restless);
        Walked walked = walk(restless, rows, 0);

        assertThat(walked.end()).isNotEqualTo(End.BLOCKED);
        assertThat(walked.offered()).containsAll(walked.chat().lasting(from(restless), rows));
    }

    @Test
    void quietChatThatMoved_costsOneCall() {
        List<OfferedMessage> rows = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            rows.add(new OfferedMessage("M" + i, BEGIN + i * 60L));
        }
        var chat = new SimulatedChat(new Habits(Order.NEWEST_FIRST, true, true, 0, false, false), rows, Set.of(), 1);
        WindowWalk walk = WindowWalk.fromTheTop(new WalkPlan(BEGIN + 950 * 60L, BEGIN + 999 * 60L, 100));

        walk.accept(chat.ask(asked(walk)));

        assertThat(walk.stage()).isEqualTo(new Ended(End.COMPLETE));
    }

    private static Walked walk(Case given, List<OfferedMessage> rows, int killEvery) {
        SimulatedChat chat = new SimulatedChat(given.habits(), rows, hidden(given, rows), given.seed());
        long head = rows.stream().mapToLong(OfferedMessage::second).max().orElse(0);
        WalkPlan plan = new WalkPlan(
                given.fromShare() == 0 ? null : Long.valueOf(from(given)),
                given.headKnown() ? Long.valueOf(head) : null,
                given.pageSize());
        WindowWalk walk = WindowWalk.fromTheTop(plan);
        Set<String> offered = new HashSet<>();
        int counted = 0;
        while (walk.next() != null) {
            List<OfferedMessage> page = chat.ask(asked(walk));
            page.forEach(message -> offered.add(message.id()));
            WalkStep step = walk.accept(page);
            counted = (step.recount() ? 0 : counted) + step.counted();
            Long reached = step.reached();
            if (reached != null) {
                assertThat(offered).containsAll(chat.lasting(Math.max(reached, from(given)), rows));
            }
            if (killEvery > 0 && chat.calls() % killEvery == 0 && walk.mayRest()) {
                walk = WindowWalk.resumed(plan, walk.stage());
            }
            assertThat(chat.calls()).as("it goes on for ever").isLessThan(20 * (given.messages() + 10));
        }
        return new Walked(offered, counted, ((Ended) walk.stage()).end(), chat);
    }

    private static MessageWindow asked(WindowWalk walk) {
        MessageWindow window = walk.next();
        if (window == null) {
            throw new AssertionError("the walk is over");
        }
        return window;
    }

    private static List<OfferedMessage> rows(Case given) {
        Random random = new Random(given.seed());
        List<OfferedMessage> rows = new ArrayList<>();
        for (int i = 0; i < given.messages(); i++) {
            rows.add(new OfferedMessage("M" + i, BEGIN + random.nextInt(given.widthInSeconds())));
        }
        return rows;
    }

    private static Set<String> hidden(Case given, List<OfferedMessage> rows) {
        Random random = new Random(given.seed() + 1);
        Set<String> hidden = new HashSet<>();
        int number = given.habits().cap() == 0 ? given.hidden() : 0;
        for (int i = 0; i < number && !rows.isEmpty(); i++) {
            hidden.add(rows.get(random.nextInt(rows.size())).id());
        }
        return hidden;
    }

    private static long from(Case given) {
        return given.fromShare() == 0 ? Long.MIN_VALUE : BEGIN + given.widthInSeconds() * (long) given.fromShare() / 10;
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Integer> pageSizes = Arbitraries.integers().between(5, 30);
        return pageSizes.flatMap(pageSize -> Combinators.combine(
                        habits(),
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.of(1, 2, 5, 40, 1_000),
                        Arbitraries.integers().between(0, 2 * pageSize),
                        Arbitraries.longs(),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 9))
                .as((habits, messages, width, hidden, seed, headKnown, fromShare) -> new Case(
                        habits,
                        messages,
                        // Disorder has to show on a page: seconds must differ for that.
                        habits.order() == Order.AS_INSERTED ? 100_000 : width,
                        habits.order() == Order.AS_INSERTED ? pageSize + 5 : pageSize,
                        hidden,
                        seed,
                        headKnown,
                        fromShare)));
    }

    private static Arbitrary<Habits> habits() {
        Arbitrary<Boolean> mostly = Arbitraries.of(true, true, true, false);
        return Combinators.combine(
                        Arbitraries.of(
                                Order.NEWEST_FIRST,
                                Order.NEWEST_FIRST,
                                Order.NEWEST_FIRST,
                                Order.OLDEST_FIRST,
                                Order.AS_INSERTED),
                        mostly,
                        mostly,
                        Arbitraries.of(0, 0, 0, 8, 20),
                        Arbitraries.just(false),
                        Arbitraries.of(true, false))
                .as((order, byTime, offset, cap, restless, comesAndGoes) ->
                        new Habits(order, byTime, offset, offset ? cap : 0, restless, comesAndGoes));
    }
}
