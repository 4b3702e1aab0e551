package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.identity.SessionName;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;

/**
 * How many files may be fetched at once: in all, of one session, and of those that are not fresh, which leave one place free
 * for a file that WAHA will soon have forgotten. One thread takes permits and many release them.
 */
final class DownloadPermits {

    private final int most;
    private final int mostOld;
    private final BulkheadRegistry bulkheads;
    private final BulkheadConfig perSession;
    private int taken;
    private int takenByOld;

    DownloadPermits(int most, int perSession, BulkheadRegistry bulkheads) {
        this.most = most;
        this.mostOld = Math.max(1, most - 1);
        this.bulkheads = bulkheads;
        this.perSession = BulkheadConfig.custom().maxConcurrentCalls(perSession).build();
    }

    /** How many fresh files of a session may be taken now. */
    synchronized int free(SessionName session) {
        return Math.min(most - taken, bulkhead(session).getMetrics().getAvailableConcurrentCalls());
    }

    /** How many others. */
    synchronized int freeForOld(SessionName session) {
        return Math.min(free(session), mostOld - takenByOld);
    }

    synchronized void take(SessionName session, boolean isOld) {
        bulkhead(session).acquirePermission();
        taken++;
        takenByOld += isOld ? 1 : 0;
    }

    synchronized void giveBack(SessionName session, boolean isOld) {
        bulkhead(session).onComplete();
        taken--;
        takenByOld -= isOld ? 1 : 0;
    }

    private Bulkhead bulkhead(SessionName session) {
        return bulkheads.bulkhead("media-" + session, perSession);
    }
}
