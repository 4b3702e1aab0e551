package com.tradingsystem.whatsapp.worker.history;

import org.jspecify.annotations.Nullable;

/**
 * What a walk is out for.
 *
 * @param from the earliest second wanted; null for as far back as there is anything
 * @param head the second of the newest message WAHA is known to have; null if unknown
 * @param pageSize how many messages to ask for at a time, at least {@value #SMALLEST_PAGE}
 */
record WalkPlan(@Nullable Long from, @Nullable Long head, int pageSize) {

    /** Pages overlap, so very small ones would hardly get on. */
    static final int SMALLEST_PAGE = 5;

    /** How much more is asked for where a normal page told nothing, before anything is concluded from that. */
    private static final int PATIENCE = 5;

    WalkPlan {
        if (pageSize < SMALLEST_PAGE) {
            throw new IllegalArgumentException("too small a page for pages to overlap");
        }
    }

    int patientPageSize() {
        return pageSize * PATIENCE;
    }

    boolean isBeyond(long second) {
        return from != null && second < from;
    }
}
