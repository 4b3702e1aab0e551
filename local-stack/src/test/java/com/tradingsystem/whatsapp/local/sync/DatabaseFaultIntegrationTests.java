package com.tradingsystem.whatsapp.local.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseFaultIntegrationTests {

    private static final int CHATS = 20;
    private static final Map<String, String> IN_SMALL_STEPS =
            Map.of("whatsapp.history.lease", "2s", "whatsapp.history.batch-size", "20");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<Message> home = new Chatter(1, now).messages(CHATS, 4_000, Duration.ofDays(300));

    @Test
    void connectionsThatBreakAllTheTime_costNothingButTime() {
        try (SyncWorld world = new SyncWorld()) {
            world.session("home", Engine.GOWS, Chatter.account(CHATS), home);
            world.whileAWorkerRuns(IN_SMALL_STEPS, () -> {
                for (int i = 0; i < 8; i++) {
                    world.database.away();
                    world.database.back();
                    pause(Duration.ofMillis(400));
                }
                SyncWorld.await(Duration.ofMinutes(2), "all is pulled", () -> world.settledChats("home") == CHATS);
            });
            arrivedOnce(world);
        }
    }

    @Test
    void databaseThatRefusesEverybody_isWaitedFor() {
        try (SyncWorld world = new SyncWorld()) {
            world.session("home", Engine.NOWEB, Chatter.account(CHATS), home);
            world.whileAWorkerRuns(IN_SMALL_STEPS, () -> {
                SyncWorld.await(Duration.ofMinutes(1), "it has begun", () -> world.stored("home") > 0);
                world.database.away();
                pause(Duration.ofSeconds(4));
                world.database.back();
                SyncWorld.await(Duration.ofMinutes(2), "all is pulled", () -> world.settledChats("home") == CHATS);
            });
            arrivedOnce(world);
        }
    }

    private void arrivedOnce(SyncWorld world) {
        assertThat(world.archived("home")).isEqualTo(SyncWorld.lines(home));
        assertThat(world.gaps()).isZero();
        assertThat(world.stored("home")).as("each message was new once").isEqualTo(home.size());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
