package com.tradingsystem.whatsapp.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.change.Change;
import com.tradingsystem.whatsapp.change.ChangeAutoConfiguration;
import com.tradingsystem.whatsapp.change.Changes;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.media.MediaAutoConfiguration;
import com.tradingsystem.whatsapp.media.store.MediaStoreAutoConfiguration;
import com.tradingsystem.whatsapp.message.timeline.TimelineAutoConfiguration;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import com.tradingsystem.whatsapp.snapshot.SnapshotAutoConfiguration;
import com.tradingsystem.whatsapp.waha.WahaAutoConfiguration;
import com.tradingsystem.whatsapp.worker.media.download.DownloadConfiguration;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The worker in the context of the service. */
class MediaWorkerConfigurationTests {

    private static TestDatabase database;

    @TempDir
    Path directory;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void service_runsAWorkerThatIsWell() {
        runner().withPropertyValues("whatsapp.media.directory=" + directory.resolve("store"))
                .run(context -> {
                    MediaWorkerLifecycle worker = context.getBean(MediaWorkerLifecycle.class);
                    assertThat(worker.isRunning()).isTrue();
                    assertThat(context.getBean("mediaHealthIndicator", HealthIndicator.class)
                                    .health()
                                    .getStatus())
                            .isEqualTo(Status.UP);
                    assertThat(context).hasSingleBean(WakeUp.class);
                });
    }

    @Test
    void fileThatIsAnnounced_wakesTheWorker() {
        runner().withPropertyValues(
                        "whatsapp.media.enabled=false", "whatsapp.media.directory=" + directory.resolve("store"))
                .run(context -> {
                    Changes changes = context.getBean(Changes.class);
                    WakeUp wakeUp = context.getBean(WakeUp.class);

                    changes.announce(List.of(new Change(new SessionName("main"), true)));

                    long start = System.nanoTime();
                    wakeUp.await(Duration.ofMinutes(1));
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
                });
    }

    @Test
    void serviceWithoutAStore_startsAndSaysSo() {
        runner().run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(MediaWorkerLifecycle.class).isRunning()).isFalse();
            assertThat(context.getBean(MediaWorkerLifecycle.class).health().getStatus())
                    .isEqualTo(Status.DOWN);
        });
    }

    @Test
    void workerThatIsSwitchedOff_doesNothing() {
        runner().withPropertyValues(
                        "whatsapp.media.enabled=false", "whatsapp.media.directory=" + directory.resolve("store"))
                .run(context -> {
                    assertThat(context.getBean(MediaWorkerLifecycle.class).isRunning())
                            .isFalse();
                    assertThat(context.getBean(MediaWorkerLifecycle.class)
                                    .health()
                                    .getStatus())
                            .isEqualTo(Status.UP);
                });
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ChangeAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        JdbcClientAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        TransactionAutoConfiguration.class,
                        WahaAutoConfiguration.class,
                        SnapshotAutoConfiguration.class,
                        TimelineAutoConfiguration.class,
                        MediaStoreAutoConfiguration.class,
                        MediaAutoConfiguration.class))
                .withBean(DataSource.class, database::dataSource, definition -> definition.setDestroyMethodName(""))
                .withBean(CircuitBreakerRegistry.class, CircuitBreakerRegistry::ofDefaults)
                .withBean(RateLimiterRegistry.class, RateLimiterRegistry::ofDefaults)
                .withBean(BulkheadRegistry.class, BulkheadRegistry::ofDefaults)
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues("whatsapp.media.spool=" + directory.resolve("spool"))
                .withUserConfiguration(DownloadConfiguration.class, MediaWorkerConfiguration.class);
    }
}
