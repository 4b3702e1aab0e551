package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.waha.MessageWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks back through the messages of a chat, newest first, over pages that may overlap, shift, come short or disregard what was
 * asked. Pure: whoever walks asks WAHA for {@link #next} and hands over the answer.
 *
 * <p>It ends, whatever a finite store answers: the stages come in one order only (by time, by offset, by size), and inside each every
 * step makes strict progress. Reading the top again is bounded.
 *
 * <p>Not safe for use by several threads. Only {@link #stage} has to survive a restart.
 */
final class WindowWalk {

    private final ByTime byTime;
    private final ByOffset byOffset;
    private Stage stage;

    private WindowWalk(WalkPlan plan, Stage stage) {
        this.byTime = new ByTime(plan);
        this.byOffset = new ByOffset(plan);
        this.stage = stage;
    }

    static WindowWalk fromTheTop(WalkPlan plan) {
        return new WindowWalk(plan, new Stage.Down(null, plan.pageSize(), 0));
    }

    /**
     * Goes on where an earlier walk of the same chat stood, perhaps with pages of another size; a second that was not finished is
     * begun again. A larger page stays one, or a walk put down after every page would ask for the same two for ever.
     */
    static WindowWalk resumed(WalkPlan plan, Stage stage) {
        if (stage instanceof Stage.Down down) {
            int limit = down.limit() > plan.pageSize() ? plan.patientPageSize() : plan.pageSize();
            return new WindowWalk(plan, new Stage.Down(down.lte(), limit, 0));
        }
        return new WindowWalk(plan, stage);
    }

    Stage stage() {
        return stage;
    }

    /** Whether the walk may be put down here and resumed by somebody who knows nothing but the stage. */
    boolean mayRest() {
        return stage instanceof Stage.Down down && down.offset() == 0 && down.lte() != null && !byTime.isRepeating();
    }

    /** What to ask for next; null at the end. */
    @Nullable
    MessageWindow next() {
        return switch (stage) {
            case Stage.Down down -> ByTime.window(down);
            case Stage.Probe probe -> byTime.window(probe);
            case Stage.Sweep sweep -> byOffset.window(sweep);
            case Stage.Grow grow -> ByOffset.window(grow);
            case Stage.Ended ended -> null;
        };
    }

    /**
     * Takes the answer to {@link #next} and moves on.
     *
     * @throws IllegalStateException if the walk is over
     */
    Step accept(List<Offered> messages) {
        Page page = new Page(messages);
        Step step = switch (stage) {
            case Stage.Down down -> byTime.accept(down, page);
            case Stage.Probe probe -> byTime.accept(probe, page);
            case Stage.Sweep sweep -> byOffset.accept(sweep, page);
            case Stage.Grow grow -> byOffset.accept(grow, page);
            case Stage.Ended ended -> throw new IllegalStateException("the walk is over");
        };
        stage = step.stage();
        return step;
    }
}
