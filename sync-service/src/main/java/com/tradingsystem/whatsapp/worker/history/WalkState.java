package com.tradingsystem.whatsapp.worker.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** Where a walk stands: what it needs to go on after a restart. Kept as JSON in the database, so names and meanings have to last. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "stage")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WalkState.Down.class, name = "down"),
    @JsonSubTypes.Type(value = WalkState.Probe.class, name = "probe"),
    @JsonSubTypes.Type(value = WalkState.Sweep.class, name = "sweep"),
    @JsonSubTypes.Type(value = WalkState.Grow.class, name = "grow"),
    @JsonSubTypes.Type(value = WalkState.Ended.class, name = "ended")
})
sealed interface WalkState {

    /**
     * By time: the newest messages up to a second.
     *
     * @param lte the second, itself asked again because the page before may have ended in the middle of it; null at the top
     * @param limit the size of the page
     * @param offset how many messages of that second are left out; more than 0 only where one second fills several pages
     */
    record Down(@Nullable Long lte, int limit, int offset) implements WalkState {}

    /**
     * A probe above the first page, because it is unknown whether that was the newest there is.
     *
     * @param newest the newest second of the first page
     * @param lte where the walk goes on if nothing is above
     * @param limit the size of the page it goes on with
     */
    record Probe(long newest, long lte, int limit) implements WalkState {}

    /**
     * By offset through everything, for engines that ignore the time filter or the order.
     *
     * @param offset how many messages are left out
     * @param ordered whether every page so far was newest first and below the one before
     * @param oldest the oldest second of the pages so far; null before the first
     * @param barren how many pages in a row brought nothing new
     */
    record Sweep(int offset, boolean ordered, @Nullable Long oldest, int barren) implements WalkState {}

    /**
     * By ever larger pages from the top, for engines that ignore the offset as well.
     *
     * @param ordered whether every page so far was newest first
     */
    record Grow(int limit, boolean ordered) implements WalkState {}

    /** At the end. */
    record Ended(End end) implements WalkState {}

    /** How a walk can end. */
    enum End {
        /** Everything that was asked for was offered. */
        COMPLETE,
        /** WAHA has nothing older. */
        EXHAUSTED,
        /** WAHA has more, but there is no way to make it show it. */
        BLOCKED
    }
}
