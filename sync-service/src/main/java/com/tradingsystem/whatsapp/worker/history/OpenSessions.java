package com.tradingsystem.whatsapp.worker.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Success;
import com.tradingsystem.whatsapp.worker.waha.WahaClient;
import com.tradingsystem.whatsapp.worker.waha.WahaServer;
import com.tradingsystem.whatsapp.worker.waha.WahaSession;
import java.time.Duration;

/**
 * What has to be known of a session to ask it anything: its state, its engine and its account, remembered for a while. Safe for use by
 * many threads.
 */
public final class OpenSessions {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final WahaClient waha;
    private final Cache<SessionName, Open> open =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

    /** A session that works, and the WAHA it is in. */
    public record Open(WahaSession session, WahaServer server) {}

    OpenSessions(WahaClient waha) {
        this.waha = waha;
    }

    /** The session, if it works; else why it does not. */
    public WahaAnswer<Open> of(SessionName name) {
        Open known = open.getIfPresent(name);
        if (known != null) {
            return new Success<>(known);
        }
        WahaAnswer<WahaSession> session = waha.session(name);
        return session.then(told -> {
            if (!told.isWorking()) {
                return new WahaAnswer.NotReady<>(told.status());
            }
            return waha.server().map(server -> remembered(new Open(told, server)));
        });
    }

    /** Something about the session is not as it was. */
    public void forget(SessionName name) {
        open.invalidate(name);
    }

    private Open remembered(Open found) {
        open.put(found.session().name(), found);
        return found;
    }
}
