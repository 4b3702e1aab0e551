package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.worker.history.WalkState.End;
import com.tradingsystem.whatsapp.worker.history.WalkState.Ended;
import com.tradingsystem.whatsapp.worker.history.WalkState.Grow;
import com.tradingsystem.whatsapp.worker.history.WalkState.Sweep;
import com.tradingsystem.whatsapp.worker.waha.MessageWindow;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The walk for engines that disregard time or order: through everything by offset, in pages that overlap, so that messages which
 * vanish meanwhile do not make others slip through; and where the offset is disregarded as well, by ever larger pages.
 *
 * <p>Every step raises the offset or the page size; two pages in a row that bring nothing new end a stage.
 */
final class OffsetWalk {

    /** Larger answers would not fit into memory beside others. */
    private static final int LARGEST_PAGE = 10_000;

    private final WalkPlan plan;
    private final Set<String> seen = new HashSet<>();

    /** Pages that come shorter than asked were thinned out or capped; this much an engine is known to give. */
    private int largest = 1;

    OffsetWalk(WalkPlan plan) {
        this.plan = plan;
    }

    MessageWindow window(Sweep sweep) {
        int limit = sweep.barren() == 0 ? plan.pageSize() : plan.patientPageSize();
        return new MessageWindow(null, null, limit, sweep.offset());
    }

    static MessageWindow window(Grow grow) {
        return new MessageWindow(null, null, grow.limit(), 0);
    }

    WalkStep accept(Sweep sweep, HistoryPage page) {
        largest = Math.max(largest, Math.min(page.size(), plan.pageSize()));
        int known = seen.size();
        int counted = count(page);
        if (seen.size() == known) {
            return barren(sweep, page);
        }
        Long above = sweep.oldest();
        long oldest = above == null ? page.last() : Math.min(above, page.last());
        boolean ordered = sweep.ordered() && page.isNewestFirst() && oldest == page.last();
        if (ordered && plan.isBeyond(oldest)) {
            return WalkStep.to(new Ended(End.COMPLETE), counted, plan.from());
        }
        return WalkStep.to(
                new Sweep(sweep.offset() + advance(), ordered, oldest, 0), counted, reached(ordered, oldest));
    }

    WalkStep accept(Grow grow, HistoryPage page) {
        int known = seen.size();
        int counted = count(page);
        if (seen.size() == known && page.size() < grow.limit()) {
            return WalkStep.to(new Ended(End.EXHAUSTED), counted, plan.from());
        }
        boolean ordered = grow.ordered() && page.isNewestFirst() && !page.isEmpty();
        if (ordered && plan.isBeyond(page.last())) {
            return WalkStep.to(new Ended(End.COMPLETE), counted, plan.from());
        }
        Long reached = page.isEmpty() ? null : reached(ordered, page.last());
        if (seen.size() == known || grow.limit() >= LARGEST_PAGE) {
            return WalkStep.to(new Ended(End.BLOCKED), counted, reached);
        }
        return WalkStep.to(new Grow(Math.min(2 * grow.limit(), LARGEST_PAGE), ordered), counted, reached);
    }

    private WalkStep barren(Sweep sweep, HistoryPage page) {
        if (sweep.barren() == 0) {
            return WalkStep.to(new Sweep(sweep.offset() + advance(), sweep.ordered(), sweep.oldest(), 1));
        }
        return page.size() < plan.pageSize()
                ? WalkStep.to(new Ended(End.EXHAUSTED), 0, plan.from())
                : WalkStep.to(new Grow(2 * plan.patientPageSize(), sweep.ordered()));
    }

    private int advance() {
        return Math.max(1, largest - Math.max(1, largest / 5));
    }

    private int count(HistoryPage page) {
        int counted = 0;
        for (OfferedMessage message : page.messages()) {
            if (seen.add(message.id()) && !plan.isBeyond(message.second())) {
                counted++;
            }
        }
        return counted;
    }

    private static @Nullable Long reached(boolean ordered, long oldest) {
        return ordered ? oldest + 1 : null;
    }
}
