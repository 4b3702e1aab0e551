package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.worker.waha.MessageWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks back through the messages of a chat, newest first, over pages that may overlap, shift, come short or disregard what was
 * asked. Pure: the caller asks WAHA for {@link #next} and passes the answer in.
 *
 * <p>It ends, whatever a finite store answers: the stages come in one order only (by time, by offset, by size), and inside each every
 * step makes strict progress. Reading the top again is bounded.
 *
 * <p>Not safe for use by several threads. Only {@link #stage} has to survive a restart.
 */
final class WindowWalk {

    private final TimeWalk byTime;
    private final OffsetWalk byOffset;
    private WalkState stage;

    private WindowWalk(WalkPlan plan, WalkState stage) {
        this.byTime = new TimeWalk(plan);
        this.byOffset = new OffsetWalk(plan);
        this.stage = stage;
    }

    static WindowWalk fromTheTop(WalkPlan plan) {
        return new WindowWalk(plan, new WalkState.Down(null, plan.pageSize(), 0));
    }

    /**
     * Goes on where an earlier walk of the same chat stood, perhaps with pages of another size; a second that was not finished is
     * begun again. A larger page stays one, or a walk put down after every page would ask for the same two for ever.
     */
    static WindowWalk resumed(WalkPlan plan, WalkState stage) {
        if (stage instanceof WalkState.Down down) {
            int limit = down.limit() > plan.pageSize() ? plan.patientPageSize() : plan.pageSize();
            return new WindowWalk(plan, new WalkState.Down(down.lte(), limit, 0));
        }
        return new WindowWalk(plan, stage);
    }

    WalkState stage() {
        return stage;
    }

    /** Whether the walk may be interrupted here and resumed from its state alone. */
    boolean mayRest() {
        return stage instanceof WalkState.Down down
                && down.offset() == 0
                && down.lte() != null
                && !byTime.isRepeating();
    }

    /** What to ask for next; null at the end. */
    @Nullable
    MessageWindow next() {
        return switch (stage) {
            case WalkState.Down down -> TimeWalk.window(down);
            case WalkState.Probe probe -> byTime.window(probe);
            case WalkState.Sweep sweep -> byOffset.window(sweep);
            case WalkState.Grow grow -> OffsetWalk.window(grow);
            case WalkState.Ended ended -> null;
        };
    }

    /**
     * Takes the answer to {@link #next} and moves on.
     *
     * @throws IllegalStateException if the walk is over
     */
    WalkStep accept(List<OfferedMessage> messages) {
        HistoryPage page = new HistoryPage(messages);
        WalkStep step = switch (stage) {
            case WalkState.Down down -> byTime.accept(down, page);
            case WalkState.Probe probe -> byTime.accept(probe, page);
            case WalkState.Sweep sweep -> byOffset.accept(sweep, page);
            case WalkState.Grow grow -> byOffset.accept(grow, page);
            case WalkState.Ended ended -> throw new IllegalStateException("the walk is over");
        };
        stage = step.stage();
        return step;
    }
}
