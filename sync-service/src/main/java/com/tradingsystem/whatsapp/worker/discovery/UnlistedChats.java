package com.tradingsystem.whatsapp.worker.discovery;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.worker.sync.DueChats.Head;
import com.tradingsystem.whatsapp.worker.waha.HistoryMessage;
import com.tradingsystem.whatsapp.worker.waha.MessageWindow;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.NotFound;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Refused;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Success;
import com.tradingsystem.whatsapp.worker.waha.WahaClient;
import com.tradingsystem.whatsapp.worker.waha.WahaSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Asks for the newest message of chats that the overview leaves out: stories, broadcast lists and channels, one call each. Only engines
 * with a store of their own are asked; one that goes through a browser answers such a question late, or with an error, or not
 * at all. Safe for use by many threads.
 */
final class UnlistedChats {

    private static final Set<String> WITH_A_STORE = Set.of("NOWEB", "GOWS");
    private static final Jid STORIES = new Jid.Broadcast("status");
    private static final MessageWindow NEWEST = new MessageWindow(null, null, 1, 0);

    private final WahaClient waha;
    private final boolean stories;

    /** @param stories whether stories are asked for */
    UnlistedChats(WahaClient waha, boolean stories) {
        this.waha = waha;
        this.stories = stories;
    }

    /** Whether the engine answers such questions, and the one for the messages of all chats. */
    static boolean hasAStore(WahaSession session) {
        String engine = session.engine();
        return engine != null && WITH_A_STORE.contains(engine);
    }

    /**
     * The chats, those of the kinds that the overview leaves out with their newest message, as far as WAHA tells it. That it does not is
     * no reason to forget what the lists told.
     *
     * @param others chats that only the plain list has
     * @param listed what either list has
     * @param whole whether both were read to their end
     */
    List<Head> heads(WahaSession session, List<Head> others, Set<String> listed, boolean whole, Heartbeat sign) {
        List<Head> heads = new ArrayList<>(others);
        if (!hasAStore(session)) {
            return heads;
        }
        if (areStoriesMissing(session, listed, whole)) {
            heads.add(new Head(STORIES, null, null));
        }
        for (int i = 0; i < heads.size(); i++) {
            Head head = heads.get(i);
            if (isLeftOut(head.chat())) {
                sign.alive();
                WahaAnswer<Head> answer = newest(session, head);
                if (answer instanceof Success<Head>(Head newest)) {
                    heads.set(i, newest);
                } else if (!(answer instanceof NotFound<?> || answer instanceof Refused<?>)) {
                    break; // it would fail at the others, too, and soon be taken for broken as a whole
                }
            }
        }
        return heads;
    }

    /** Where an overview was not read to its end, stories may be listed further down, except with NOWEB, which never lists them. */
    private boolean areStoriesMissing(WahaSession session, Set<String> listed, boolean whole) {
        return stories && (whole || "NOWEB".equals(session.engine())) && !listed.contains(STORIES.value());
    }

    private boolean isLeftOut(Jid chat) {
        return chat.isStatus() ? stories : chat instanceof Jid.Broadcast || chat instanceof Jid.Channel;
    }

    private WahaAnswer<Head> newest(WahaSession session, Head head) {
        return waha.messages(session, head.chat().value(), NEWEST).map(messages -> {
            if (messages.isEmpty()) {
                return head;
            }
            HistoryMessage newest = messages.getFirst();
            return new Head(
                    head.chat(), newest.id(), newest.second() > 0 ? Instant.ofEpochSecond(newest.second()) : null);
        });
    }
}
