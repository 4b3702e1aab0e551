package com.tradingsystem.whatsapp.worker.waha;

import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.waha.DirectoryAnswers;
import com.tradingsystem.whatsapp.waha.WahaEventReader;
import com.tradingsystem.whatsapp.waha.WahaPage;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Success;
import java.time.InstantSource;
import java.util.List;

/**
 * Asks WAHA for what its webhooks did not bring. Every method blocks until there is an answer or a reason why there is none; none
 * throws for anything that WAHA or the network may do. Safe for use by many threads.
 */
public final class WahaClient {

    /** The chat under which NOWEB and GOWS show the messages of all chats. */
    public static final String ALL_CHATS = "all";

    private final WahaHttp http;
    private final WahaCalls calls;
    private final WahaEventReader reader;
    private final InstantSource clock;

    WahaClient(WahaHttp http, WahaCalls calls, WahaEventReader reader, InstantSource clock) {
        this.http = http;
        this.calls = calls;
        this.reader = reader;
        this.clock = clock;
    }

    /** Whether nothing is asked at present, because too much went wrong; asking would be answered without WAHA. */
    public boolean isResting() {
        return calls.isClosedToCalls();
    }

    /** What WAHA is and since when it runs. Two calls. */
    public WahaAnswer<WahaServer> server() {
        WahaAnswer<WahaServer> version = calls.ask(null, "version", http::version, SessionAnswers::version);
        if (!(version instanceof Success<WahaServer>(WahaServer server))) {
            return version;
        }
        return calls.ask(null, "status", http::status, answer -> SessionAnswers.status(server, answer));
    }

    /** All sessions, also stopped ones. */
    public WahaAnswer<List<WahaSession>> sessions() {
        return calls.ask(null, "sessions", http::sessions, SessionAnswers::sessions);
    }

    /** One session with its engine; instant, whatever state it is in. */
    public WahaAnswer<WahaSession> session(SessionName session) {
        return calls.ask(null, "session", () -> http.session(session.value()), SessionAnswers::session);
    }

    /** Chats with their newest message, newest first. Costs WAHA a call to WhatsApp for some of them: small pages, seldom. */
    public WahaAnswer<WahaPage<ChatHead>> overview(WahaSession session, int limit, int offset) {
        return calls.ask(
                session.name(),
                "overview",
                () -> http.overview(session.name().value(), limit, offset),
                answer -> ChatAnswers.overview(answer, session.engine()));
    }

    /** Chats of all kinds, also those the overview leaves out. Their time is not to be relied on. */
    public WahaAnswer<WahaPage<ChatHead>> chats(WahaSession session, int limit, int offset) {
        return calls.ask(
                session.name(), "chats", () -> http.chats(session.name().value(), limit, offset), ChatAnswers::chats);
    }

    /**
     * Messages of a chat.
     *
     * @param chat an address, or {@link #ALL_CHATS}
     */
    public WahaAnswer<List<HistoryMessage>> messages(WahaSession session, String chat, MessageWindow window) {
        MessageAnswers answers = messageAnswers(session);
        return calls.askFor(
                session.name(),
                "messages",
                () -> http.messages(
                        session.name().value(), chat, window.limit(), window.offset(), window.gte(), window.lte()),
                answers::list);
    }

    /**
     * One message.
     *
     * @param messageId WAHA's full id
     * @param downloadMedia whether WAHA is to fetch the message's file, again if it has to; takes seconds
     */
    public WahaAnswer<HistoryMessage> message(WahaSession session, Jid chat, String messageId, boolean downloadMedia) {
        MessageAnswers answers = messageAnswers(session);
        return calls.askFor(
                session.name(),
                "message",
                () -> http.message(session.name().value(), chat.value(), messageId, downloadMedia),
                answers::single);
    }

    /** People and the names they have. */
    public WahaAnswer<WahaPage<Understood>> contacts(WahaSession session, int limit, int offset) {
        return calls.ask(
                session.name(),
                "contacts",
                () -> http.contacts(session.name().value(), limit, offset),
                directory(session)::contacts);
    }

    /** Pairs of LID and phone number. */
    public WahaAnswer<WahaPage<Understood>> lids(WahaSession session, int limit, int offset) {
        return calls.ask(
                session.name(),
                "lids",
                () -> http.lids(session.name().value(), limit, offset),
                directory(session)::lids);
    }

    /** Groups, each with its members where the engine has them at hand. */
    public WahaAnswer<WahaPage<Understood>> groups(WahaSession session, int limit, int offset) {
        return calls.ask(
                session.name(),
                "groups",
                () -> http.groups(session.name().value(), limit, offset),
                directory(session)::groups);
    }

    /** The whole membership of one group; empty if the engine has not loaded it yet. */
    public WahaAnswer<WahaPage<Understood>> participants(WahaSession session, Jid.Group group) {
        return calls.ask(
                session.name(),
                "participants",
                () -> http.participants(session.name().value(), group.value()),
                answer -> directory(session).participants(group, answer));
    }

    private MessageAnswers messageAnswers(WahaSession session) {
        return new MessageAnswers(reader, session.name(), session.engine(), session.me(), clock.instant());
    }

    private DirectoryAnswers directory(WahaSession session) {
        return new DirectoryAnswers(session.name(), session.engine(), session.me(), clock.instant());
    }
}
