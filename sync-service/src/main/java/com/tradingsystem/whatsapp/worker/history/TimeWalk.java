package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.worker.history.WalkState.Down;
import com.tradingsystem.whatsapp.worker.history.WalkState.End;
import com.tradingsystem.whatsapp.worker.history.WalkState.Ended;
import com.tradingsystem.whatsapp.worker.history.WalkState.Grow;
import com.tradingsystem.whatsapp.worker.history.WalkState.Probe;
import com.tradingsystem.whatsapp.worker.history.WalkState.Sweep;
import com.tradingsystem.whatsapp.worker.waha.MessageWindow;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The walk by time: asks for the newest messages up to a second, then up to the oldest second it saw, and so on. Unlike an offset, a
 * time does not shift when messages come or go.
 *
 * <p>Every step lowers the second or, inside one second, raises first the page size and then the offset; a page that allows neither
 * ends the walk. An answer that contradicts the question (newer than asked, not newest first) sends it to {@link OffsetWalk}.
 */
final class TimeWalk {

    /** How often the top is read again because something was above it, and a second because its messages moved. */
    private static final int MAX_REPEATS = 3;

    /** How many pages of one second may bring nothing new before the engine is said to ignore the offset. */
    private static final int MAX_BARREN = 10;

    private final WalkPlan plan;

    /** What was offered of the second the walk stands in; counted when it leaves. */
    private final Set<String> inSecond = new HashSet<>();

    /** The same without what earlier passes over that second saw. */
    private final Set<String> inPass = new HashSet<>();

    private HistoryPage before = HistoryPage.NONE;
    private boolean moved;
    private boolean foundMore;
    private int largest;
    private int barren;
    private int passes = 1;
    private int probes;

    TimeWalk(WalkPlan plan) {
        this.plan = plan;
    }

    /** Whether it goes over a second again, which the state does not show. */
    boolean isRepeating() {
        return passes > 1;
    }

    static MessageWindow window(Down down) {
        return new MessageWindow(null, down.lte(), down.limit(), down.offset());
    }

    MessageWindow window(Probe probe) {
        return new MessageWindow(probe.newest() + 1, null, plan.patientPageSize(), 0);
    }

    WalkStep accept(Down down, HistoryPage page) {
        largest = Math.max(largest, page.size());
        if (!page.isNewestFirst() || page.hasAnyAfter(down.lte())) {
            return WalkStep.anew(new Sweep(0, page.isNewestFirst(), null, 0));
        }
        Long lte = down.lte();
        if (page.isEmpty() || (lte != null && page.last() == lte)) {
            return stay(down, page);
        }
        return leave(down, page, lower(down, page));
    }

    /** Nothing above: the first page was the top. Something above: perhaps it came just now, so the top is read again. */
    WalkStep accept(Probe probe, HistoryPage page) {
        if (page.isEmpty()) {
            return WalkStep.to(
                    plan.isBeyond(probe.lte()) ? new Ended(End.COMPLETE) : new Down(probe.lte(), probe.limit(), 0));
        }
        probes++;
        boolean cameJustNow =
                probes < MAX_REPEATS && page.messages().stream().allMatch(m -> m.second() > probe.newest());
        return WalkStep.anew(cameJustNow ? new Down(null, plan.pageSize(), 0) : new Sweep(0, false, null, 0));
    }

    private WalkState lower(Down down, HistoryPage page) {
        long oldest = page.last();
        // A short page may be the last or one the engine thinned out after its query; a larger one tells which.
        int limit = page.size() < down.limit() ? plan.patientPageSize() : plan.pageSize();
        if (down.lte() == null && (plan.head() == null || page.first() < plan.head())) {
            return new Probe(page.first(), oldest, limit);
        }
        if (plan.isBeyond(oldest)) {
            return new Ended(End.COMPLETE);
        }
        if (oldest <= 0) { // nought reads as "no filter" in WAHA, and nothing is older
            return page.size() < down.limit() ? new Ended(End.EXHAUSTED) : new Sweep(0, false, null, 0);
        }
        return new Down(oldest, limit, 0);
    }

    /** The page has nothing older than the second the walk stands in. */
    private WalkStep stay(Down down, HistoryPage page) {
        boolean full = isFull(page);
        if (down.limit() == plan.pageSize() && (down.offset() == 0 || !full)) {
            note(down, page);
            return WalkStep.to(new Down(down.lte(), plan.patientPageSize(), down.offset()));
        }
        if (!full) {
            return leave(down, page, new Ended(End.EXHAUSTED));
        }
        note(down, page);
        if (barren >= MAX_BARREN) {
            return leave(down, page, new Ended(End.BLOCKED));
        }
        return WalkStep.to(new Down(down.lte(), plan.pageSize(), down.offset() + advance(page)));
    }

    private WalkStep leave(Down down, HistoryPage page, WalkState next) {
        note(down, page);
        if (moved && foundMore && passes < MAX_REPEATS) {
            passes++;
            beginSecond();
            return WalkStep.to(new Down(down.lte(), plan.pageSize(), 0));
        }
        WalkStep step = settle(page, next);
        inSecond.clear();
        passes = 1;
        beginSecond();
        return step;
    }

    /** What was offered above the second where the walk goes on is settled; that second itself is offered once more. */
    private WalkStep settle(HistoryPage page, WalkState next) {
        return switch (next) {
            case Down lower -> WalkStep.to(next, count(page, lower.lte()), reached(lower.lte()));
            case Probe probe -> WalkStep.to(next, count(page, probe.lte()), null);
            case Ended(End end) when end == End.BLOCKED -> WalkStep.to(next, count(page, null), null);
            case Ended ended -> WalkStep.to(next, count(page, null), plan.from());
            case Sweep sweep -> WalkStep.anew(next);
            case Grow grow -> WalkStep.anew(next);
        };
    }

    private int count(HistoryPage page, @Nullable Long stillOpen) {
        Long lowest = stillOpen == null || plan.isBeyond(stillOpen) ? plan.from() : Long.valueOf(stillOpen + 1);
        Set<String> settled = page.idsFrom(lowest);
        settled.addAll(inSecond);
        return settled.size();
    }

    private static @Nullable Long reached(@Nullable Long lte) {
        return lte == null ? null : lte + 1;
    }

    private void beginSecond() {
        moved = false;
        foundMore = false;
        barren = 0;
        inPass.clear();
        before = HistoryPage.NONE;
    }

    /** Remembers what the page has of the second the walk stands in, and whether its messages moved between two pages. */
    private void note(Down down, HistoryPage page) {
        Long lte = down.lte();
        if (lte == null) {
            return;
        }
        if (down.offset() > 0
                && !before.isEmpty()
                && !page.contains(before.messages().getLast().id())) {
            moved = true;
        }
        Set<String> ids = page.idsFrom(lte);
        barren = inPass.addAll(ids) || down.offset() == 0 ? 0 : barren + 1;
        foundMore |= inSecond.addAll(ids);
        before = page;
    }

    /** Whether more may be behind. An engine may have a page size of its own, below the one asked for but not absurdly so. */
    private boolean isFull(HistoryPage page) {
        return page.size() >= Math.min(plan.pageSize(), Math.max(largest, leastAsked())) && !page.isEmpty();
    }

    private int advance(HistoryPage page) {
        return Math.max(1, Math.max(page.size(), leastAsked()) - overlap(page));
    }

    /** No engine is expected to look at fewer messages than this, whatever is asked. */
    private int leastAsked() {
        return plan.pageSize() / 4;
    }

    /** How many messages the next page shows again, so that one that slipped between two pages is noticed. */
    private static int overlap(HistoryPage page) {
        return Math.max(1, page.size() / 10);
    }
}
