package com.tradingsystem.whatsapp.change;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Two processes and a real Redis between them. */
@SuppressWarnings("NullAway.Init") // set up before each test
class RedisChangesIntegrationTests {

    private static final Change WRITTEN = new Change(new SessionName("main"), false);
    private static final Change WITH_FILES = new Change(new SessionName("other"), true);

    private TestRedis server;

    @BeforeEach
    void startRedis() {
        server = TestRedis.start();
    }

    @AfterEach
    void stopRedis() {
        server.close();
    }

    @Test
    void changes_reachEveryProcess() {
        withTwoProcesses((one, other) -> {
            Queue<Change> heard = listen(other);
            listening(one, heard);

            one.announce(List.of(WRITTEN, WITH_FILES));

            await().atMost(5, SECONDS).untilAsserted(() -> assertThat(heard).contains(WRITTEN, WITH_FILES));
        });
    }

    @Test
    void version_isAnotherOne_whenTheAnnouncementReturns() {
        withProcess(context -> {
            Changes changes = context.getBean(Changes.class);
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);

            changes.announce(List.of(WRITTEN));
            String first = redis.opsForValue().get(Versions.key(WRITTEN.session()));
            changes.announce(List.of(WRITTEN));
            String second = redis.opsForValue().get(Versions.key(WRITTEN.session()));

            assertThat(first).isNotNull();
            assertThat(second).isNotNull().isNotEqualTo(first);
        });
    }

    @Test
    void redisThatIsAway_delaysNobody_andIsToldLater() {
        withProcess(context -> {
            Changes changes = context.getBean(Changes.class);
            Queue<Change> heard = listen(changes);
            changes.announce(List.of(WITH_FILES));
            server.away();

            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                changes.announce(List.of(WRITTEN));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(heard).contains(WRITTEN);

            server.back();
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            await().atMost(20, SECONDS)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(redis.opsForValue().get(Versions.key(WRITTEN.session())))
                            .isNotNull());
        });
    }

    @Test
    void redisThatComesLate_isListenedTo() {
        server.away();
        withTwoProcesses((one, other) -> {
            Queue<Change> heard = listen(other);
            server.back();

            listening(one, heard);
        });
    }

    @Test
    void withoutRedis_theProcessTellsItself() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ChangeAutoConfiguration.class))
                .run(context -> {
                    Changes changes = context.getBean(Changes.class);
                    Queue<Change> heard = listen(changes);

                    changes.announce(List.of(WRITTEN));

                    assertThat(heard).containsExactly(WRITTEN);
                });
    }

    private static Queue<Change> listen(Changes changes) {
        Queue<Change> heard = new ConcurrentLinkedQueue<>();
        changes.subscribe(heard::add);
        return heard;
    }

    /** Waits until what one announces is heard. */
    private static void listening(Changes one, Queue<Change> heard) {
        await().atMost(20, SECONDS).until(() -> {
            one.announce(List.of(WRITTEN));
            return !heard.isEmpty();
        });
    }

    private interface Two {
        void use(Changes one, Changes other);
    }

    private void withTwoProcesses(Two use) {
        withProcess(one -> withProcess(other -> use.use(one.getBean(Changes.class), other.getBean(Changes.class))));
    }

    private void withProcess(Consumer<ApplicationContext> use) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ChangeAutoConfiguration.class, RedisAutoConfiguration.class))
                .withPropertyValues("whatsapp.redis.enabled=true", "spring.data.redis.port=" + server.port())
                .run(use::accept);
    }
}
