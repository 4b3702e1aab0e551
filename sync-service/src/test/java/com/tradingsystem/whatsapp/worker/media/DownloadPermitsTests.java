package com.tradingsystem.whatsapp.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.identity.SessionName;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import org.junit.jupiter.api.Test;

class DownloadPermitsTests {

    private static final SessionName ONE = new SessionName("one");
    private static final SessionName TWO = new SessionName("two");

    private final DownloadPermits slots = new DownloadPermits(4, 3, BulkheadRegistry.ofDefaults());

    @Test
    void session_getsItsShareOnly() {
        for (int i = 0; i < 3; i++) {
            slots.take(ONE, false);
        }

        assertThat(slots.free(ONE)).isZero();
        assertThat(slots.free(TWO)).isEqualTo(1);
        slots.giveBack(ONE, false);
        assertThat(slots.free(ONE)).isEqualTo(1);
    }

    @Test
    void oldFiles_leaveAPlaceForAFreshOne() {
        slots.take(ONE, true);
        slots.take(ONE, true);
        slots.take(TWO, true);

        assertThat(slots.freeForOld(ONE)).isZero();
        assertThat(slots.freeForOld(TWO)).isZero();
        assertThat(slots.free(ONE)).isEqualTo(1);
        slots.giveBack(TWO, true);
        assertThat(slots.freeForOld(TWO)).isEqualTo(1);
    }

    @Test
    void singlePlace_isForAll() {
        DownloadPermits single = new DownloadPermits(1, 1, BulkheadRegistry.ofDefaults());

        assertThat(single.freeForOld(ONE)).isEqualTo(1);
        single.take(ONE, true);
        assertThat(single.free(TWO)).isZero();
    }
}
