package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.sync.SyncStep;
import com.tradingsystem.whatsapp.waha.HistoryMessage;
import com.tradingsystem.whatsapp.waha.MessageWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run over all addresses of a chat, one walk after the other, in words of messages rather than of seconds. What it says of the range
 * holds for all addresses, so only the last walk says anything. Used by one thread.
 */
final class RunWalk {

    /** Before WhatsApp there were no messages: an earlier time is a mistake, and says nothing about the age of its message. */
    private static final long FIRST_CREDIBLE =
            Instant.parse("2009-01-01T00:00:00Z").getEpochSecond();

    private final WalkPlan plan;
    private final List<String> sources;
    private final Instant now;
    private int source;
    private boolean blocked;
    private boolean exhausted = true;
    private boolean offeredAny;
    private WindowWalk walk;

    /**
     * What a page brought.
     *
     * @param readings what is to be written
     * @param step what is to be noted
     * @param end how the run ended; null if it goes on
     */
    record Taken(List<Understood> readings, SyncStep step, Stage.@Nullable End end) {}

    /** @param position where an earlier claim left it; null for the beginning */
    RunWalk(WalkPlan plan, List<String> sources, @Nullable Position position, Instant now) {
        this.plan = plan;
        this.sources = sources;
        this.now = now;
        if (position == null || position.source() >= sources.size()) {
            this.walk = WindowWalk.fromTheTop(plan);
        } else {
            this.source = position.source();
            this.blocked = position.blocked();
            this.walk = WindowWalk.resumed(plan, position.at());
        }
    }

    /** The address to ask for. */
    String source() {
        return sources.get(source);
    }

    /** What to ask of it. */
    MessageWindow window() {
        return Objects.requireNonNull(walk.next());
    }

    /** Whether nothing was asked of the address yet. */
    boolean isAtTheTop() {
        return walk.stage() instanceof Stage.Down down && down.lte() == null;
    }

    boolean mayRest() {
        return walk.mayRest();
    }

    /** Whether any message of the wanted range was offered since this was made. */
    boolean hasOffers() {
        return offeredAny;
    }

    Taken accept(List<HistoryMessage> page) {
        Step step = walk.accept(page.stream()
                .map(message -> new Offered(message.id(), message.second()))
                .toList());
        boolean tellsRange = source == sources.size() - 1 && !blocked;
        Stage.End end = end(step.stage());
        List<Understood> readings = new ArrayList<>();
        int unreadable = 0;
        Long oldest = null;
        Long newest = null;
        for (HistoryMessage message : page) {
            long second = message.second();
            if (plan.isBeyond(second) && second >= FIRST_CREDIBLE) {
                continue;
            }
            offeredAny = true;
            if (message.reading() instanceof Understood understood) {
                readings.add(understood);
            } else {
                unreadable++;
            }
            if (second >= FIRST_CREDIBLE) {
                oldest = oldest == null ? Long.valueOf(second) : Long.valueOf(Math.min(oldest, second));
                newest = newest == null ? Long.valueOf(second) : Long.valueOf(Math.max(newest, second));
            }
        }
        return new Taken(
                readings,
                new SyncStep(
                        new Position(source, blocked, walk.stage()).toJson(),
                        tellsRange ? instant(cursor()) : null,
                        tellsRange && end == null ? instant(step.reached()) : null,
                        step.counted(),
                        step.recount() && sources.size() == 1,
                        instant(oldest),
                        instant(newest),
                        unreadable,
                        0),
                end);
    }

    private Stage.@Nullable End end(Stage stage) {
        if (!(stage instanceof Stage.Ended(Stage.End end))) {
            return null;
        }
        blocked |= end == Stage.End.BLOCKED;
        exhausted &= end == Stage.End.EXHAUSTED;
        if (source < sources.size() - 1) {
            source++;
            walk = WindowWalk.fromTheTop(plan);
            return null;
        }
        if (blocked) {
            return Stage.End.BLOCKED;
        }
        return exhausted ? Stage.End.EXHAUSTED : Stage.End.COMPLETE;
    }

    private @Nullable Long cursor() {
        return walk.stage() instanceof Stage.Down down ? down.lte() : null;
    }

    /** A time the future cannot have is now: nothing may be taken for known that has not happened yet. */
    private @Nullable Instant instant(@Nullable Long second) {
        if (second == null) {
            return null;
        }
        Instant time = Instant.ofEpochSecond(Math.clamp(second, 0, now.getEpochSecond()));
        return time.isAfter(now) ? now : time;
    }
}
