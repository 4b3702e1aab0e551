package com.tradingsystem.whatsapp.worker.waha;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.waha.UnexpectedAnswer;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.Times;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what WAHA says of itself and its sessions. */
final class SessionAnswers {

    private SessionAnswers() {}

    static WahaServer version(Json answer) {
        return new WahaServer(
                answer.get("version").text(40), answer.get("engine").text(20), null);
    }

    static WahaServer status(WahaServer server, Json answer) {
        return new WahaServer(server.version(), server.engine(), Times.read(answer.get("startTimestamp")));
    }

    /** Those whose name can be one. */
    static List<WahaSession> sessions(Json answer) {
        if (!answer.isArray()) {
            throw new UnexpectedAnswer("no list of sessions");
        }
        return answer.items().stream()
                .map(SessionAnswers::readable)
                .filter(Objects::nonNull)
                .toList();
    }

    static WahaSession session(Json answer) {
        WahaSession session = readable(answer);
        if (session == null) {
            throw new UnexpectedAnswer("no session");
        }
        return session;
    }

    private static @Nullable WahaSession readable(Json session) {
        SessionName name = SessionName.parse(session.get("name").text());
        String status = session.get("status").text(40);
        if (name == null || status == null) {
            return null;
        }
        Json engine = session.get("engine");
        return new WahaSession(name, status, engine.get("engine").or(engine).text(20), account(session.get("me")));
    }

    private static Account account(Json me) {
        Jid phone = me.get("id").jid();
        Jid lid = me.get("lid").jid();
        return new Account(
                phone instanceof Jid.Person person ? person : null,
                lid instanceof Jid.Lid hidden ? hidden : null,
                me.get("pushName").text(500));
    }
}
