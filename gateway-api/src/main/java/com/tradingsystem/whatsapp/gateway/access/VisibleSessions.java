package com.tradingsystem.whatsapp.gateway.access;

import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.session.KnownSession;
import com.tradingsystem.whatsapp.session.KnownSessions;
import org.springframework.stereotype.Component;

/** The sessions as a caller sees them: one that is not theirs is as if it were not there. */
@Component
public class VisibleSessions {

    private final KnownSessions sessions;

    VisibleSessions(KnownSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * The name of a session, whether there is one or not.
     *
     * @throws ProblemException 404 if there is none for this caller
     */
    public SessionName name(Caller caller, String name) {
        SessionName session = SessionName.parse(name);
        if (session == null || !caller.sees(session)) {
            throw new ProblemException(ProblemType.SESSION_NOT_FOUND);
        }
        return session;
    }

    /**
     * The session of this name.
     *
     * @throws ProblemException 404 if there is none, or none for this caller
     */
    public KnownSession get(Caller caller, String name) {
        return sessions.find(name(caller, name).value())
                .orElseThrow(() -> new ProblemException(ProblemType.SESSION_NOT_FOUND));
    }
}
