package com.tradingsystem.whatsapp.local.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerKillIntegrationTests {

    private static final int CHATS = 30;
    private static final int MESSAGES = 6_000;
    private static final Map<String, String> SHORT_LEASES =
            Map.of("whatsapp.history.lease", "2s", "whatsapp.history.batch-size", "20", "whatsapp.history.slice", "3");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void workersKilledAtAnyPoint_endWhereOneWouldHave(int number) throws InterruptedException {
        Random random = new Random(number);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Message> home = new Chatter(number, now).messages(CHATS, MESSAGES, Duration.ofDays(300));
        try (SyncWorld world = new SyncWorld()) {
            world.session("home", Engine.NOWEB, Chatter.account(CHATS), home);
            world.network.spoil(0.02);
            List<Worker> alive = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                alive.add(world.startWorker(SHORT_LEASES));
            }
            for (int kills = 0; kills < 3 && world.settledChats("home") < CHATS; kills++) {
                Thread.sleep(300 + random.nextInt(1_500));
                alive.remove(random.nextInt(alive.size())).kill();
                alive.add(world.startWorker(SHORT_LEASES));
            }
            SyncWorld.await(Duration.ofMinutes(3), "all chats are pulled", () -> world.settledChats("home") == CHATS);

            assertThat(world.archived("home")).isEqualTo(SyncWorld.lines(home));
            assertThat(world.gaps()).isZero();
            assertThat(world.stored("home")).as("each message was new once").isEqualTo(home.size());
        }
    }
}
