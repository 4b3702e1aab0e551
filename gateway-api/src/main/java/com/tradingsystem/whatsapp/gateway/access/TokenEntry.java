package com.tradingsystem.whatsapp.gateway.access;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One entry of the list of further tokens. */
record TokenEntry(Caller caller, String token) {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]{1,64}):(read|admin)(?::([^=]+))?=(.*)");

    /** Reads {@code name:scope[:session,session]=token}; null if the text is not of this form. */
    static @Nullable TokenEntry parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        Set<SessionName> sessions = new LinkedHashSet<>();
        if (matcher.group(3) != null) {
            for (String name : matcher.group(3).split(",", -1)) {
                SessionName session = SessionName.parse(name.strip());
                if (session == null) {
                    return null; // not all sessions by mistake
                }
                sessions.add(session);
            }
        }
        Caller.Scope scope = matcher.group(2).equals("admin") ? Caller.Scope.ADMIN : Caller.Scope.READ;
        return new TokenEntry(
                new Caller(matcher.group(1), scope, sessions), matcher.group(4).strip());
    }

    @Override
    public String toString() {
        return "TokenEntry[" + caller.name() + "]";
    }
}
