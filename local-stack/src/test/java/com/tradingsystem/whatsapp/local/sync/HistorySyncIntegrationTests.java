package com.tradingsystem.whatsapp.local.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.waha.FakeSession;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A whole history behind a transport that spoils one call in twenty. The system property {@code whatsapp.test.history} says how many
 * messages it has, over three years; 100000 takes about a minute.
 */
class HistorySyncIntegrationTests {

    private static final int CHATS = 200;
    private static final int MESSAGES = Integer.getInteger("whatsapp.test.history", 15_000);
    private static final Duration THREE_YEARS = Duration.ofDays(3 * 365);

    @Test
    void threeYearsBehindAFlakyTransport_arriveMessageByMessage() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Chatter chatter = new Chatter(1, now);
        List<Message> said = new ArrayList<>(chatter.messages(CHATS, MESSAGES, THREE_YEARS));
        try (SyncWorld world = new SyncWorld()) {
            FakeSession session = world.session("sales", Engine.GOWS, Chatter.account(CHATS), said);
            world.network.spoil(0.05);
            Instant begun = Instant.now();
            Map<String, String> properties = Map.of("whatsapp.history.batch-size", "500");
            world.whileAWorkerRuns(properties, () -> {
                SyncWorld.await(
                        Duration.ofMinutes(10), "all chats are pulled", () -> world.settledChats("sales") == CHATS);
            });
            System.out.printf(
                    "pulled %d messages of %d chats in %s with %s%n",
                    said.size(), CHATS, Duration.between(begun, Instant.now()), world.network.calls());

            assertThat(world.archived("sales")).isEqualTo(SyncWorld.lines(said));
            assertThat(world.gaps()).isZero();
            assertThat(world.network.calls().get("messages"))
                    .as("one page for most chats, and a little more for what was spoilt")
                    .isLessThan(2 * CHATS + MESSAGES / 250);

            secondRun(world, session, chatter, said);
        }
    }

    private static void secondRun(SyncWorld world, FakeSession session, Chatter chatter, List<Message> said) {
        Instant later = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Integer> changed = List.of(3, 77, 151);
        Set<String> expected = new TreeSet<>();
        for (int chat : changed) {
            Message message = chatter.message(chat, said.size(), later);
            said.add(message);
            session.post(message);
            expected.add(Chatter.person(chat).jid());
        }
        world.network.spoil(0);
        world.network.forget();
        world.whileAWorkerRuns(Map.of(), () -> {
            SyncWorld.await(
                    Duration.ofMinutes(1),
                    "the new messages are there",
                    () -> world.archived("sales").equals(SyncWorld.lines(said)));
        });
        System.out.printf("second run: %s%n", world.network.calls());

        assertThat(world.network.chatsAsked()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(world.gaps()).isZero();
    }
}
