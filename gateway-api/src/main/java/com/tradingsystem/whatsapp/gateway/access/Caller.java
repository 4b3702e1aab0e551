package com.tradingsystem.whatsapp.gateway.access;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.Set;

/**
 * Who asks, as told by their token.
 *
 * @param name what the configuration calls the token
 * @param sessions the only sessions the caller may see; empty for all
 */
public record Caller(String name, Scope scope, Set<SessionName> sessions) {

    /** The attribute of a request that has the name of its caller's token. */
    static final String NAME = Caller.class.getName() + ".name";

    public Caller {
        sessions = Set.copyOf(sessions);
    }

    /** What a caller may do; each may also do what the ones before it may. */
    public enum Scope {
        /** Ask for what is stored. */
        READ,
        /** Change what is stored and how. */
        ADMIN
    }

    /** Whether this session is there, as far as the caller may know. */
    public boolean sees(SessionName session) {
        return sessions.isEmpty() || sessions.contains(session);
    }
}
