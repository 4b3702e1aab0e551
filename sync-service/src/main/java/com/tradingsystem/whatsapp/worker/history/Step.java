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
record Step(
        Stage stage, int counted, boolean recount, @Nullable Long reached) {

    static Step to(Stage stage) {
        return new Step(stage, 0, false, null);
    }

    static Step anew(Stage stage) {
        return new Step(stage, 0, true, null);
    }

    static Step to(Stage stage, int counted, @Nullable Long reached) {
        return new Step(stage, counted, false, reached);
    }
}
