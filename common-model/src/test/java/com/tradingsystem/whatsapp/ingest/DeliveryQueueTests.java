package com.tradingsystem.whatsapp.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.RawEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeliveryQueueTests {

    private static final Duration MOMENT = Duration.ofMillis(50);

    private final DeliveryQueue queue = new DeliveryQueue(3, 100);

    @Test
    void moreThanTheCount_isRefused() {
        assertThat(queue.offer(delivery(1))).isNull();
        assertThat(queue.offer(delivery(1))).isNull();
        assertThat(queue.offer(delivery(1))).isNull();

        assertThat(queue.offer(delivery(1))).isEqualTo(Refusal.FULL);
    }

    @Test
    void moreThanTheBytes_isRefused() {
        assertThat(queue.offer(delivery(60))).isNull();

        assertThat(queue.offer(delivery(60))).isEqualTo(Refusal.FULL);
        assertThat(queue.offer(delivery(40))).isNull();
        assertThat(queue.bytes()).isEqualTo(100);
    }

    @Test
    void eventLargerThanAllBytes_isTakenAlone() {
        assertThat(queue.offer(delivery(1000))).isNull();

        assertThat(queue.offer(delivery(1))).isEqualTo(Refusal.FULL);
    }

    @Test
    void batch_countsUntilItIsDone() throws InterruptedException {
        queue.offer(delivery(10));
        List<Delivery> batch = queue.take(10, 100, 1, MOMENT);

        assertThat(batch).hasSize(1);
        assertThat(queue.events()).isEqualTo(1);

        queue.done(batch);
        assertThat(queue.events()).isZero();
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void batch_isLimitedByCountAndBytes() throws InterruptedException {
        queue.offer(delivery(30));
        queue.offer(delivery(30));
        queue.offer(delivery(30));

        assertThat(queue.take(2, 100, 1, MOMENT)).hasSize(2);
        queue.offer(delivery(1));
        assertThat(queue.take(10, 20, 1, MOMENT)).hasSize(1);
    }

    @Test
    void lingering_endsWhenEnoughHaveCome() throws Exception {
        queue.offer(delivery(1));
        CompletableFuture<List<Delivery>> batch = CompletableFuture.supplyAsync(() -> take(2, Duration.ofMinutes(1)));

        assertThat(batch).isNotDone();
        queue.offer(delivery(1));

        assertThat(batch.get()).hasSize(2);
    }

    @Test
    void senderThatGaveUp_isLeftOut() throws InterruptedException {
        Delivery abandoned = delivery(10);
        queue.offer(abandoned);
        queue.offer(delivery(20));
        abandoned.refuse(Refusal.TIMEOUT);

        assertThat(queue.take(10, 100, 1, MOMENT)).singleElement().isNotSameAs(abandoned);
        assertThat(queue.events()).isEqualTo(1);
        assertThat(queue.bytes()).isEqualTo(20);
    }

    @Test
    void closedQueue_givesBackWhatWaitedAndRefusesUntilItIsOpened() {
        queue.offer(delivery(1));

        assertThat(queue.close(Refusal.DATABASE)).hasSize(1);
        assertThat(queue.offer(delivery(1))).isEqualTo(Refusal.DATABASE);
        assertThat(queue.events()).isZero();

        queue.open();
        assertThat(queue.offer(delivery(1))).isNull();
    }

    @Test
    void stoppedQueue_handsOutWhatWaitedAndThenNothing() throws InterruptedException {
        queue.offer(delivery(1));
        queue.stop();
        queue.open();

        assertThat(queue.offer(delivery(1))).isEqualTo(Refusal.STOPPING);
        assertThat(queue.take(10, 100, 1, MOMENT)).hasSize(1);
        assertThat(queue.take(10, 100, 1, MOMENT)).isEmpty();
    }

    @Test
    void committerThatWaits_isWokenByAStop() throws Exception {
        CompletableFuture<List<Delivery>> batch = CompletableFuture.supplyAsync(() -> take(1, MOMENT));

        queue.stop();

        assertThat(batch.get()).isEmpty();
    }

    private List<Delivery> take(int enough, Duration linger) {
        try {
            return queue.take(10, 100, enough, linger);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Delivery delivery(int bytes) {
        return new Delivery(
                new RawEvent(new byte[bytes], null, Samples.NOON), Samples.told(Samples.text("CORE", "text")), null);
    }
}
