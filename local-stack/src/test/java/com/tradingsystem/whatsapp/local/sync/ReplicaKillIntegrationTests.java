package com.tradingsystem.whatsapp.local.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tradingsystem.whatsapp.local.phone.History;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.waha.FakeSession;
import com.tradingsystem.whatsapp.local.waha.SessionStatus;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import com.tradingsystem.whatsapp.local.waha.webhook.Retries;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two gateways and three workers as they are deployed, on one database; one of each is killed while all are busy. */
class ReplicaKillIntegrationTests {

    private static final String TOKEN = "a-secret-for-the-replicas-7";
    private static final int CHATS = 40;
    private static final int HISTORY = 4_000;
    private static final int LIVE = 1_500;

    private final List<ServiceProcess> processes = new ArrayList<>();

    @Test
    void gatewayAndWorkerKilledUnderLoad_loseNothing_andDoubleNothing() throws InterruptedException {
        Optional<Path> gatewayJar = ServiceProcess.jar("gateway-api");
        Optional<Path> workerJar = ServiceProcess.jar("sync-service");
        assumeThat(gatewayJar).as("the services' jars are built").isPresent();
        assumeThat(workerJar).as("the services' jars are built").isPresent();

        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Chatter chatter = new Chatter(5, now);
        List<Message> said = new ArrayList<>(chatter.messages(CHATS, HISTORY, Duration.ofDays(300)));
        List<Integer> ports = List.of(ServiceProcess.freePort(), ServiceProcess.freePort());
        try (SyncWorld world = new SyncWorld();
                RoundRobin balancer = new RoundRobin(ports)) {
            Retries stubborn = new Retries(Retries.Policy.CONSTANT, 0.3, 100_000);
            WebhookTarget webhooks = new WebhookTarget(
                    balancer.url("/webhooks/messages"),
                    List.of("message.any", "session.status"),
                    null,
                    stubborn,
                    Map.of("X-Whatsapp-Token", TOKEN));
            FakeSession session =
                    world.waha.add("home", Engine.NOWEB, Chatter.account(CHATS), History.of(said), List.of(webhooks));
            List<ServiceProcess> gateways = ports.stream()
                    .map(port -> gateway(world, gatewayJar.get(), port))
                    .toList();
            gateways.forEach(ServiceProcess::awaitReady);
            session.become(SessionStatus.STARTING);
            session.become(SessionStatus.WORKING);
            List<ServiceProcess> workers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                workers.add(worker(world, workerJar.get()));
            }
            workers.forEach(ServiceProcess::awaitReady);

            for (int i = 0; i < LIVE; i++) {
                Message message =
                        chatter.message(i % CHATS, said.size(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
                said.add(message);
                session.post(message);
                if (i == LIVE / 3) {
                    gateways.getFirst().kill();
                    workers.getFirst().kill();
                }
                Thread.sleep(5);
            }
            SyncWorld.await(
                    Duration.ofMinutes(3), "all webhooks are acknowledged", () -> world.waha.deliveriesUnderWay() == 0);
            SyncWorld.await(Duration.ofMinutes(4), "all chats are pulled", () -> world.settledChats("home") == CHATS);

            assertThat(world.archived("home")).isEqualTo(SyncWorld.lines(said));
            assertThat(count(world, "select count(*) from whatsapp_gateway.messages"))
                    .isEqualTo(said.size());
            assertThat(count(world, """
                            select count(distinct event_id) from whatsapp_gateway.webhook_events
                             where event = 'message.any' and outcome = 'stored'""")).isEqualTo(LIVE);
            // What is being looked at once more shows as a gap until it is done.
            SyncWorld.await(Duration.ofMinutes(2), "there are no gaps", () -> world.gaps() == 0);
        } finally {
            processes.forEach(ServiceProcess::close);
        }
    }

    private ServiceProcess gateway(SyncWorld world, Path jar, int port) {
        Map<String, String> variables = database(world);
        int management = ServiceProcess.freePort();
        variables.put("WHATSAPP_GATEWAY_API_PORT", Integer.toString(port));
        variables.put("WHATSAPP_GATEWAY_MANAGEMENT_PORT", Integer.toString(management));
        variables.put("WHATSAPP_GATEWAY_API_TOKEN", TOKEN);
        variables.put("WHATSAPP_WEBHOOK_TOKEN", TOKEN);
        return started(ServiceProcess.start(jar, management, variables));
    }

    private ServiceProcess worker(SyncWorld world, Path jar) {
        Map<String, String> variables = database(world);
        int management = ServiceProcess.freePort();
        variables.put("WHATSAPP_SYNC_MANAGEMENT_PORT", Integer.toString(management));
        variables.put("WHATSAPP_CORE_URL", world.waha.url().toString());
        variables.put("WHATSAPP_API_KEY", "key");
        variables.put("WHATSAPP_SYNC_LEASE", "5s");
        variables.put("WHATSAPP_DISCOVERY_LEASE", "5s");
        variables.put("WHATSAPP_SYNC_INTERVAL_MS", "1000");
        return started(ServiceProcess.start(jar, management, variables));
    }

    private ServiceProcess started(ServiceProcess process) {
        processes.add(process);
        return process;
    }

    private static Map<String, String> database(SyncWorld world) {
        return new HashMap<>(Map.of(
                "SPRING_DATASOURCE_URL", world.database.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", "",
                "SPRING_DATASOURCE_PASSWORD", "",
                "WHATSAPP_GATEWAY_DB_POOL_MAX", "5"));
    }

    private static long count(SyncWorld world, String sql) {
        return world.jdbc.sql(sql).query(Long.class).single();
    }
}
