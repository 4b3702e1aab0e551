package com.tradingsystem.whatsapp.worker.history;

import org.jspecify.annotations.Nullable;

/**
 * What one page did to a walk.
 *
 * @param stage where the walk stands now
 * @param counted how many messages of the wanted range were offered that no earlier step counted
 * @param recount whether the count of all earlier steps is void, because the walk begins again in another way
 * @param reached the second from which on, upwards, everything was offered; null if the page did not tell
 */
record WalkStep(
        WalkState stage,
        int counted,
        boolean recount,
        @Nullable Long reached) {

    static WalkStep to(WalkState stage) {
        return new WalkStep(stage, 0, false, null);
    }

    static WalkStep anew(WalkState stage) {
        return new WalkStep(stage, 0, true, null);
    }

    static WalkStep to(WalkState stage, int counted, @Nullable Long reached) {
        return new WalkStep(stage, counted, false, reached);
    }
}
