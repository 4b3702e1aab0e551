package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.worker.sync.SyncStep;
import com.tradingsystem.whatsapp.worker.waha.HistoryMessage;
import com.tradingsystem.whatsapp.worker.waha.MessageWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run over all addresses of a chat, one walk after the other, in words of messages rather than of seconds. What it says of the range
 * holds for all addresses, so only the last walk says anything. Used by one thread.
 *
 * <p>Where WAHA joins the addresses, the first has everything if WAHA knows the pair. Whether it does is tried with a page of the
 * others: when a chat is pulled as a whole, and when the first shows less than WAHA is known to have.
 */
final class RunWalk {

    /** Before WhatsApp there were no messages: an earlier time is a mistake, and says nothing about the age of its message. */
    private static final long FIRST_CREDIBLE =
            Instant.parse("2009-01-01T00:00:00Z").getEpochSecond();

    private final WalkPlan plan;
    private final WahaChatAddresses.Addresses addresses;
    private final boolean deep;
    private final Instant now;

    /** Whether this saw the run from its top, so that it can tell an address that shows the same from one that shows other messages. */
    private final boolean fresh;

    private final Set<String> top = new HashSet<>();
    private @Nullable Long newestOffered;
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
    record Taken(List<Understood> readings, SyncStep step, WalkState.@Nullable End end) {}

    /**
     * Begins or goes on.
     *
     * @param deep whether the run goes down as far as it may
     * @param position where an earlier claim left it; null for the beginning
     */
    RunWalk(
            WalkPlan plan,
            WahaChatAddresses.Addresses addresses,
            boolean deep,
            @Nullable Position position,
            Instant now) {
        this.plan = plan;
        this.addresses = addresses;
        this.deep = deep;
        this.now = now;
        this.fresh = position == null;
        if (position == null || position.source() >= addresses.all().size()) {
            this.walk = WindowWalk.fromTheTop(plan);
        } else {
            this.source = position.source();
            this.blocked = position.blocked();
            this.walk = WindowWalk.resumed(plan, position.at());
        }
    }

    /** The address to ask for. */
    String source() {
        return addresses.all().get(source);
    }

    /** What to ask of it. */
    MessageWindow window() {
        return Objects.requireNonNull(walk.next());
    }

    /** Whether nothing was asked of the address yet. */
    boolean isAtTheTop() {
        return walk.stage() instanceof WalkState.Down down && down.lte() == null;
    }

    boolean mayRest() {
        return walk.mayRest();
    }

    /** Whether any message of the wanted range was offered since this was made. */
    boolean hasOffers() {
        return offeredAny;
    }

    /** Whether the address is only tried, since WAHA is to have joined it with another. */
    boolean isOnTrial() {
        return addresses.joined() && source > 0 && isAtTheTop();
    }

    Taken accept(List<HistoryMessage> page) {
        List<OfferedMessage> offered = page.stream()
                .map(message -> new OfferedMessage(identity(message), message.second()))
                .toList();
        if (isOnTrial() && offered.stream().map(OfferedMessage::id).anyMatch(top::contains)) {
            // Another name of the same messages.
            WalkState.End end = next();
            return new Taken(List.of(), new SyncStep(position(), null, null, 0, false, null, null, 0, 0), end);
        }
        if (source == 0 && isAtTheTop()) {
            offered.forEach(message -> top.add(message.id()));
        }
        WalkStep step = walk.accept(offered);
        boolean tellsRange = !blocked && (source == last() || (addresses.joined() && source == 0 && !fresh));
        boolean recounts = step.recount() && source == 0;
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
        if (newest != null && (newestOffered == null || newest > newestOffered)) {
            newestOffered = newest;
        }
        Long cursor = cursor();
        WalkState.End end = end(step.stage());
        return new Taken(
                readings,
                new SyncStep(
                        position(),
                        tellsRange ? instant(cursor) : null,
                        tellsRange && end == null ? instant(step.reached()) : null,
                        step.counted(),
                        recounts,
                        instant(oldest),
                        instant(newest),
                        unreadable,
                        0),
                end);
    }

    private String position() {
        return new Position(source, blocked, walk.stage()).toJson();
    }

    /** Where the messages of all chats are walked, those of two chats may have the same id: posts of channels, copies to a list. */
    private static String identity(HistoryMessage message) {
        if (message.reading() instanceof Understood understood) {
            for (InboundEvent event : understood.events()) {
                if (event instanceof InboundEvent.MessageSeen seen) {
                    return seen.message().id().chat().value() + " " + message.id();
                }
            }
        }
        return message.id();
    }

    private WalkState.@Nullable End end(WalkState stage) {
        if (!(stage instanceof WalkState.Ended(WalkState.End end))) {
            return null;
        }
        blocked |= end == WalkState.End.BLOCKED;
        exhausted &= end == WalkState.End.EXHAUSTED;
        return next();
    }

    /** Goes on with the next address, if there is one and it may have something. */
    private WalkState.@Nullable End next() {
        if (source < last() && (!addresses.joined() || source > 0 || (fresh && (deep || isShownLess())))) {
            source++;
            walk = WindowWalk.fromTheTop(plan);
            return null;
        }
        if (blocked) {
            return WalkState.End.BLOCKED;
        }
        return exhausted ? WalkState.End.EXHAUSTED : WalkState.End.COMPLETE;
    }

    private boolean isShownLess() {
        Long head = plan.head();
        return head != null && (newestOffered == null || newestOffered < head);
    }

    private int last() {
        return addresses.all().size() - 1;
    }

    private @Nullable Long cursor() {
        return walk.stage() instanceof WalkState.Down down ? down.lte() : null;
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
