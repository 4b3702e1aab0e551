package com.tradingsystem.whatsapp.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeliveryQueueTests {

    private static final Duration MOMENT = Duration.ofMillis(50);

    private final DeliveryQueue queue = new DeliveryQueue(3, 100, 1);
    private int sessions;

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
        List<Delivery> batch = queue.take(0, 10, 100, 1, MOMENT);

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

        assertThat(queue.take(0, 2, 100, 1, MOMENT)).hasSize(2);
        queue.offer(delivery(1));
        assertThat(queue.take(0, 10, 20, 1, MOMENT)).hasSize(1);
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

        assertThat(queue.take(0, 10, 100, 1, MOMENT)).singleElement().isNotSameAs(abandoned);
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
        assertThat(queue.take(0, 10, 100, 1, MOMENT)).hasSize(1);
        assertThat(queue.take(0, 10, 100, 1, MOMENT)).isEmpty();
    }

    @Test
    void committerThatWaits_isWokenByAStop() throws Exception {
        CompletableFuture<List<Delivery>> batch = CompletableFuture.supplyAsync(() -> take(1, MOMENT));

        queue.stop();

        assertThat(batch.get()).isEmpty();
    }

    @Test
    void sessions_takeTurns() throws InterruptedException {
        DeliveryQueue large = new DeliveryQueue(100, 1000, 1);
        for (int i = 0; i < 10; i++) {
            large.offer(delivery("loud", 1));
        }
        large.offer(delivery("quiet", 1));
        large.offer(delivery("other", 1));

        assertThat(large.take(0, 4, 100, 1, MOMENT))
                .extracting(Delivery::session)
                .containsExactly("loud", "quiet", "other", "loud");
    }

    @Test
    void oneSession_leavesRoomForTheOthers() {
        DeliveryQueue large = new DeliveryQueue(100, 10_000, 1);
        for (int i = 0; i < 75; i++) {
            assertThat(large.offer(delivery("loud", 1))).isNull();
        }

        assertThat(large.offer(delivery("loud", 1))).isEqualTo(Refusal.FULL);
        assertThat(large.offer(delivery("quiet", 1))).isNull();
    }

    @Test
    void oneSession_leavesBytesForTheOthers() {
        DeliveryQueue large = new DeliveryQueue(100, 10_000, 1);
        assertThat(large.offer(delivery("loud", 7_000))).isNull();

        assertThat(large.offer(delivery("loud", 700))).isEqualTo(Refusal.FULL);
        assertThat(large.offer(delivery("quiet", 700))).isNull();
    }

    @Test
    void blockedSession_waitsApartAndHoldsLittle() throws InterruptedException {
        DeliveryQueue large = new DeliveryQueue(160, 10_000, 1);
        large.offer(delivery("blocked", 1));
        large.block(large.take(0, 10, 100, 1, MOMENT));
        for (int i = 0; i < 19; i++) {
            assertThat(large.offer(delivery("blocked", 1))).isNull();
        }
        assertThat(large.offer(delivery("blocked", 1))).isEqualTo(Refusal.BLOCKED);
        large.offer(delivery("other", 1));

        assertThat(large.take(0, 10, 100, 1, MOMENT))
                .extracting(Delivery::session)
                .containsExactly("other");
        assertThat(large.takeBlocked(15)).hasSize(15);
        assertThat(large.takeBlocked(15)).hasSize(5);
        assertThat(large.blockedSessions()).isEqualTo(1);
    }

    @Test
    void whatWaitsForASessionFoundBlocked_waitsApartAsWell() throws InterruptedException {
        DeliveryQueue large = new DeliveryQueue(160, 10_000, 1);
        for (int i = 0; i < 5; i++) {
            large.offer(delivery("blocked", 1));
        }
        large.block(large.take(0, 2, 100, 1, MOMENT));
        large.offer(delivery("other", 1));

        assertThat(large.take(0, 10, 100, 1, MOMENT))
                .extracting(Delivery::session)
                .containsExactly("other");
        assertThat(large.takeBlocked(10)).hasSize(5);
    }

    @Test
    void senderThatGaveUpOnABlockedSession_isLeftOut() throws InterruptedException {
        Delivery abandoned = delivery("blocked", 10);
        queue.offer(abandoned);
        queue.block(queue.take(0, 10, 100, 1, MOMENT));
        queue.offer(delivery("blocked", 20));
        abandoned.refuse(Refusal.BLOCKED);

        assertThat(queue.takeBlocked(10)).singleElement().isNotSameAs(abandoned);
        assertThat(queue.events()).isEqualTo(1);
        assertThat(queue.bytes()).isEqualTo(20);
    }

    @Test
    void unblockedSession_isAmongTheOthersAgain() throws InterruptedException {
        DeliveryQueue large = new DeliveryQueue(160, 10_000, 1);
        large.offer(delivery("blocked", 1));
        large.block(large.take(0, 10, 100, 1, MOMENT));
        large.offer(delivery("blocked", 1));

        large.unblock("blocked", Duration.ofMinutes(1));
        assertThat(large.isBlocked("blocked")).isTrue();

        large.unblock("blocked", Duration.ZERO);
        assertThat(large.isBlocked("blocked")).isFalse();
        assertThat(large.take(0, 10, 100, 1, MOMENT)).hasSize(2);
    }

    @Test
    void closedQueue_givesBackWhatWaitedForBlockedSessions() throws InterruptedException {
        queue.offer(delivery("blocked", 1));
        queue.block(queue.take(0, 10, 100, 1, MOMENT));

        assertThat(queue.close(Refusal.DATABASE)).hasSize(1);
        assertThat(queue.events()).isZero();
        queue.stopBlocked();
        assertThat(queue.takeBlocked(1)).isEmpty();
    }

    @Test
    void lanes_areTakenFromApart() throws InterruptedException {
        DeliveryQueue wide = new DeliveryQueue(10, 1000, 2);
        Delivery even = delivery("any", 4, 1);
        Delivery odd = delivery("any", 7, 1);
        wide.offer(even);
        wide.offer(odd);

        assertThat(wide.take(1, 10, 100, 1, MOMENT)).containsExactly(odd);
        assertThat(wide.take(0, 10, 100, 1, MOMENT)).containsExactly(even);
    }

    private List<Delivery> take(int enough, Duration linger) {
        try {
            return queue.take(0, 10, 100, enough, linger);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each of another session. */
    private Delivery delivery(int bytes) {
        return delivery("session-" + ++sessions, bytes);
    }

    private static Delivery delivery(String session, int bytes) {
        return delivery(session, 0, bytes);
    }

    private static Delivery delivery(String session, int lane, int bytes) {
        Envelope envelope =
                new Envelope(null, "message", new SessionName(session), null, null, Account.UNKNOWN, Instant.EPOCH);
        return new Delivery(
                new RawEvent(new byte[bytes], null, Instant.EPOCH),
                new Reading.Unrecognised(envelope, "not looked at here", Set.of()),
                lane,
                null);
    }
}
