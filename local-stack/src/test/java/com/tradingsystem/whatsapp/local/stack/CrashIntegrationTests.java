package com.tradingsystem.whatsapp.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A 2xx means it is on disk: nothing else than the answers is believed. */
class CrashIntegrationTests {

    private static final int ROUNDS = 20;

    @TempDir
    private Path directory;

    @Test
    void killedUnderLoad_hasEveryAcknowledgedMessageOnce() throws Exception {
        Map<String, String> environment = StackProcess.environment(true);
        Senders senders = new Senders();
        long seed = System.nanoTime();
        Random random = new Random(seed);

        for (int round = 1; round <= ROUNDS; round++) {
            int before = senders.acknowledged().size();
            StackProcess stack = StackProcess.start(directory, environment);
            senders.start(stack.url());
            while (senders.acknowledged().size() == before && stack.isAlive()) {
                Thread.sleep(1);
            }
            Thread.sleep(random.nextInt(1500));
            if (round % 4 == 0) {
                stack.killDatabase();
            }
            stack.kill();
            senders.stop();
        }

        StackProcess stack = StackProcess.start(directory, environment);
        try (Connection database = stack.database()) {
            Map<String, Integer> rows = count(database, "whatsapp_gateway.messages");
            assertThat(rows)
                    .as("rows, seed %d", seed)
                    .allSatisfy((id, count) -> assertThat(count).isOne());
            assertThat(rows.keySet())
                    .as(
                            "%d acknowledged of %d sent, seed %d",
                            senders.acknowledged().size(), senders.sent(), seed)
                    .containsAll(senders.acknowledged());
            assertThat(count(database, "whatsapp_gateway.message_keys")).isEqualTo(rows);
            assertThat(count(database, "whatsapp_gateway.webhook_events").keySet())
                    .containsAll(senders.acknowledged());
            System.out.printf(
                    "%d rounds: %d sent, %d acknowledged, %d stored%n",
                    ROUNDS, senders.sent(), senders.acknowledged().size(), rows.size());
        } finally {
            assertThat(stack.signal("TERM")).isIn(0, 143);
        }
    }

    private static Map<String, Integer> count(Connection database, String table) throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        try (ResultSet row = database.createStatement()
                .executeQuery("select core_id, count(*) from " + table + " group by core_id")) {
            while (row.next()) {
                counts.put(row.getString(1), row.getInt(2));
            }
        }
        return counts;
    }
}
