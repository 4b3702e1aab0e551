package com.tradingsystem.whatsapp.change;

import com.tradingsystem.whatsapp.identity.SessionName;

/** The names under which Redis keeps, per session, a word that is another one after every change. */
public final class Versions {

    private Versions() {}

    /** The key whose value changes with the session. */
    public static String key(SessionName session) {
        return "whatsapp:version:" + session.value();
    }
}
