package com.tradingsystem.whatsapp.worker.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.sync.SessionSync;
import com.tradingsystem.whatsapp.worker.ops.WorkHealth.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

class WorkHealthTests {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final OpsSettings SETTINGS =
            new OpsSettings(Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(2));

    private Instant now = START;
    private @Nullable Instant history = START;
    private @Nullable Instant answer = START;
    private @Nullable Instant read = START;
    private List<SessionSync> sessions = List.of();

    private final WorkHealth health = new WorkHealth(
            new Pulse(() -> history, () -> answer, () -> null), () -> sessions, () -> read, SETTINGS, () -> now);

    private static SessionSync session(@Nullable Instant workingSince, @Nullable Instant oldestDue) {
        SessionSync nothing = SessionSync.unknown(new SessionName("sales"));
        return new SessionSync(
                nothing.sessionName(),
                "WORKING",
                workingSince,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                1,
                0,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                oldestDue);
    }

    private void after(Duration time) {
        now = START.plus(time);
        history = now;
        answer = now;
        read = now;
    }

    private String problem() {
        return String.valueOf(health.health().getDetails().get("problem"));
    }

    @Test
    void workerThatWorks_isUp() {
        after(Duration.ofHours(5));

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void workerWhoseThreadsHang_isDown() {
        after(Duration.ofHours(5));
        history = now.minus(Duration.ofMinutes(6));

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(problem()).isEqualTo("no worker looks for chats");
    }

    @Test
    void workerWithoutWaha_isDownAfterAWhile() {
        answer = null;
        now = START.plus(Duration.ofMinutes(4));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        after(Duration.ofMinutes(16));
        answer = null;
        assertThat(problem()).isEqualTo("WAHA does not tell its sessions");
    }

    @Test
    void whatWaitsTooLong_isAProblemOnlyIfItCouldBeDone() {
        after(Duration.ofHours(5));
        sessions = List.of(session(START, now.minus(Duration.ofHours(3))));
        Health late = health.health();
        assertThat(late.getStatus()).isEqualTo(Status.DOWN);
        assertThat(late.getDetails()).containsEntry("lag", "PT3H");

        sessions = List.of(session(null, now.minus(Duration.ofHours(3))));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
}
