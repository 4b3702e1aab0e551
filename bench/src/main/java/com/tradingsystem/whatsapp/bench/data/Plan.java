package com.tradingsystem.whatsapp.bench.data;

import java.util.ArrayList;
import java.util.List;

/**
 * How large an archive is to be made. Chats are of the same size whatever the whole is, so that a page costs the same as long as
 * the gateway does not care how much else there is.
 *
 * @param sessions how many sessions
 * @param days over how many days; the last one is yesterday
 * @param burstyChats how many chats of this kind each session has
 * @param evenChats likewise
 */
public record Plan(int sessions, int days, int burstyChats, int evenChats) {

    /** The archive of a year, with some air below the retention of 365 days. */
    private static final int DAYS = 361;

    private static final int SESSIONS = 5;

    /** About so many messages, half of them in chats of either kind. */
    public static Plan ofMessages(long messages) {
        return new Plan(SESSIONS, DAYS, chats(messages, ChatKind.BURSTY), chats(messages, ChatKind.EVEN));
    }

    private static int chats(long messages, ChatKind kind) {
        return (int) Math.max(1, Math.round(messages / 2.0 / SESSIONS / kind.messagesIn(DAYS)));
    }

    /** How many chats of a kind a session has. */
    public int chats(ChatKind kind) {
        return switch (kind) {
            case BURSTY -> burstyChats;
            case EVEN -> evenChats;
        };
    }

    /** The chats of all sessions. */
    public List<Chat> allChats() {
        List<Chat> chats = new ArrayList<>();
        for (int session = 1; session <= sessions; session++) {
            for (ChatKind kind : ChatKind.values()) {
                for (int number = 1; number <= chats(kind); number++) {
                    chats.add(new Chat(session, kind, number));
                }
            }
        }
        return chats;
    }

    /** The name of a session. */
    public static String sessionName(int session) {
        return "bench-" + session;
    }
}
