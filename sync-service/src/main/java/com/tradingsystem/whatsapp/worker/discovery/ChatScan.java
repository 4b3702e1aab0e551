package com.tradingsystem.whatsapp.worker.discovery;

import com.tradingsystem.whatsapp.waha.WahaPage;
import com.tradingsystem.whatsapp.worker.sync.DueChats;
import com.tradingsystem.whatsapp.worker.sync.DueChats.Found;
import com.tradingsystem.whatsapp.worker.sync.DueChats.Head;
import com.tradingsystem.whatsapp.worker.sync.SessionScan;
import com.tradingsystem.whatsapp.worker.waha.ChatHead;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Success;
import com.tradingsystem.whatsapp.worker.waha.WahaClient;
import com.tradingsystem.whatsapp.worker.waha.WahaSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the list of a session's chats, and makes those due that have something to pull.
 *
 * <p>The overview has the newest message of each chat, so one page of it tells about many chats. It leaves out channels, broadcast
 * lists and stories on some engines; these come from the plain list, which is read only where the look is a whole one, and are asked
 * for one by one. Safe for use by many threads.
 */
final class ChatScan {

    /** Of clocks that do not agree. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final WahaClient waha;
    private final DueChats due;
    private final UnlistedChats unlisted;
    private final DiscoverySettings settings;
    private final InstantSource clock;

    /**
     * What a look showed.
     *
     * @param heads how many chats were looked at
     * @param found what of them was new or had moved
     * @param newest the time of the newest message; null if there was none
     * @param whole whether the list was read to its end
     */
    record Seen(int heads, Found found, @Nullable Instant newest, boolean whole) {}

    ChatScan(WahaClient waha, DueChats due, DiscoverySettings settings, InstantSource clock) {
        this.waha = waha;
        this.due = due;
        this.unlisted = new UnlistedChats(waha, settings.status());
        this.settings = settings;
        this.clock = clock;
    }

    /** Looks; an answer other than {@link Success} left nothing undone that the next look would not do. */
    WahaAnswer<Seen> at(WahaSession session, SessionScan scan, Heartbeat sign) {
        boolean reconciles = scan.reconcile() != null;
        List<Head> heads = new ArrayList<>();
        Set<String> known = new HashSet<>();
        boolean whole = false;
        int offset = 0;
        while (!whole) {
            sign.alive();
            WahaAnswer<WahaPage<ChatHead>> answer = waha.overview(session, settings.pageSize(), offset);
            if (!(answer instanceof Success<WahaPage<ChatHead>>(WahaPage<ChatHead> page))) {
                return answer.map(never -> new Seen(0, new Found(0, 0), null, false));
            }
            List<Head> fresh = heads(page, known);
            heads.addAll(fresh);
            // An engine that ignores the offset shows the same chats again and again.
            whole = page.size() == 0 || fresh.isEmpty();
            boolean quiet = !scan.whole() && isQuiet(session, fresh);
            if (quiet) {
                break;
            }
            offset += settings.pageSize();
        }
        // What is asked for one by one says nothing of whether the session is silent: events may not tell of all of it.
        Instant newest = newest(heads);
        WahaAnswer<List<Head>> rest = scan.whole() ? rest(session, known, sign) : new Success<>(List.of());
        if (!(rest instanceof Success<List<Head>>(List<Head> others))) {
            return rest.map(never -> new Seen(0, new Found(0, 0), null, false));
        }
        unlisted.heads(session, others, known, scan.whole(), sign)
                .forEach(head -> heads.add(new Head(head.chat(), head.coreId(), past(head.at()))));
        return new Success<>(
                new Seen(heads.size(), schedule(session, wanted(heads), reconciles, newest), newest, whole));
    }

    /** Where many chats moved, one pull of all their messages since the last time is cheaper than one for each. */
    private Found schedule(WahaSession session, List<Head> heads, boolean reconciles, @Nullable Instant newest) {
        boolean showsAll = UnlistedChats.hasAStore(session);
        Found expected = due.compare(session.name(), heads, reconciles);
        boolean isWorthIt = expected.moved() >= settings.allChatsFrom() || (reconciles && expected.moved() > 0);
        boolean atOnce = showsAll && isWorthIt && due.allChatsWork(session.name());
        if (atOnce) {
            // First, as the chats count as covered after the next statement.
            due.scheduleAll(session.name(), newest);
        }
        return due.schedule(session.name(), heads, reconciles, !atOnce);
    }

    /** Chats come newest first: where a page has nothing new, those after it have nothing either, as far as is obvious. */
    private boolean isQuiet(WahaSession session, List<Head> fresh) {
        for (int i = 1; i < fresh.size(); i++) {
            Instant before = fresh.get(i - 1).at();
            Instant at = fresh.get(i).at();
            if (before == null || at == null || at.isAfter(before)) {
                return false;
            }
        }
        return due.compare(session.name(), wanted(fresh), false).equals(new Found(0, 0));
    }

    private List<Head> wanted(List<Head> heads) {
        return settings.status()
                ? heads
                : heads.stream().filter(head -> !head.chat().isStatus()).toList();
    }

    private WahaAnswer<List<Head>> rest(WahaSession session, Set<String> known, Heartbeat sign) {
        List<Head> others = new ArrayList<>();
        int offset = 0;
        while (true) {
            sign.alive();
            WahaAnswer<WahaPage<ChatHead>> answer = waha.chats(session, settings.pageSize() * 4, offset);
            if (!(answer instanceof Success<WahaPage<ChatHead>>(WahaPage<ChatHead> page))) {
                return answer.map(never -> List.of());
            }
            List<Head> fresh = heads(page, known);
            // Its times do not follow the messages, so they say nothing of what is the newest.
            fresh.forEach(head -> others.add(new Head(head.chat(), null, null)));
            if (fresh.isEmpty() || page.size() < settings.pageSize() * 4) {
                return new Success<>(others);
            }
            offset += settings.pageSize() * 4;
        }
    }

    /** A time to come says nothing about what WAHA has. */
    private @Nullable Instant past(@Nullable Instant at) {
        return at == null || at.isAfter(clock.instant().plus(TOLERANCE)) ? null : at;
    }

    private List<Head> heads(WahaPage<ChatHead> page, Set<String> known) {
        return page.entries().stream()
                .filter(head -> known.add(head.chat().value()))
                .map(head -> new Head(head.chat(), head.coreId(), past(head.at())))
                .toList();
    }

    private static @Nullable Instant newest(List<Head> heads) {
        Instant newest = null;
        for (Head head : heads) {
            Instant at = head.at();
            if (at != null && (newest == null || at.isAfter(newest))) {
                newest = at;
            }
        }
        return newest;
    }
}
