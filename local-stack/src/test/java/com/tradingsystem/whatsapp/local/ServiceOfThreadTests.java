package com.tradingsystem.whatsapp.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ServiceOfThreadTests {

    private final Queue<String> names = new ConcurrentLinkedQueue<>();

    @Test
    void threads_workForWhomTheyWereStartedFor() throws InterruptedException {
        Thread[] threads = ServiceOfThread.during("worker", () -> new Thread[] {
            Thread.ofPlatform().start(this::note), Thread.ofVirtual().start(this::startOne)
        });
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(names).containsExactly("worker", "worker");
        assertThat(ServiceOfThread.name()).isEqualTo("local-stack");
    }

    private void note() {
        names.add(ServiceOfThread.name());
    }

    private void startOne() {
        try {
            Thread.ofVirtual().start(this::note).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
