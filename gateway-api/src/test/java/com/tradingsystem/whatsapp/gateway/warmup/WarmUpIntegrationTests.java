package com.tradingsystem.whatsapp.gateway.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.gateway.SharedDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.TestPropertySource;

/** What the gateway rehearses is done before it says that it is ready, and leaves nothing behind. */
@Import(WarmUpIntegrationTests.Watching.class)
@TestPropertySource(properties = "whatsapp.warm-up.at-most=500ms")
class WarmUpIntegrationTests extends RunningGateway {

    @TestConfiguration(proxyBeanMethods = false)
    static class Watching {

        @Bean
        Watch watch() {
            return new Watch();
        }
    }

    /** Notes whether the exercises ran before readiness turned. */
    static final class Watch implements Exercise {

        private int timesBefore;
        private boolean isReady;

        @Override
        public void run() {
            if (!isReady) {
                timesBefore++;
            }
        }

        @EventListener
        void changed(AvailabilityChangeEvent<ReadinessState> event) {
            isReady = event.getState() == ReadinessState.ACCEPTING_TRAFFIC;
        }
    }

    @Autowired
    private Watch watch;

    @Autowired
    private List<Exercise> exercises;

    @Test
    void exercises_runBeforeReadiness() {
        assertThat(watch.isReady).isTrue();
        assertThat(watch.timesBefore).isPositive();
    }

    @Test
    void exercises_workAndWriteNothing() throws Exception {
        newSession(newName()).message("5511987654321@c.us", Instant.parse("2026-05-04T12:00:00Z"), "CORE");
        long before = rows();

        for (Exercise exercise : exercises) {
            exercise.run();
        }

        assertThat(exercises)
                .extracting(exercise -> exercise.getClass().getSimpleName())
                .contains("HealthExercise", "PageExercise", "ReadingExercise");
        assertThat(rows()).isEqualTo(before);
    }

    private static long rows() {
        return SharedDatabase.get().jdbc().sql("""
                        select (select count(*) from whatsapp_gateway.webhook_events)
                             + (select count(*) from whatsapp_gateway.sessions)
                             + (select count(*) from whatsapp_gateway.messages)""").query(Long.class).single();
    }
}
