package com.tradingsystem.whatsapp.worker.discovery;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.InboundEvent.SessionChanged;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.ingest.Archive;
import com.tradingsystem.whatsapp.worker.sync.ObservedSession;
import com.tradingsystem.whatsapp.worker.sync.SyncSessions;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Success;
import com.tradingsystem.whatsapp.worker.waha.WahaClient;
import com.tradingsystem.whatsapp.worker.waha.WahaServer;
import com.tradingsystem.whatsapp.worker.waha.WahaSession;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks WAHA for its sessions and their states, and writes to the archive what no event reported.
 * Three calls, whatever the number of sessions. Safe for use by many threads.
 */
final class SessionWatch {

    private final WahaClient waha;
    private final SyncSessions sessions;
    private final Archive archive;
    private final DiscoverySettings settings;
    private final InstantSource clock;

    /** What the archive has not been told yet, because it was busy. */
    private final Map<SessionName, ObservedSession> untold = new ConcurrentHashMap<>();

    SessionWatch(
            WahaClient waha, SyncSessions sessions, Archive archive, DiscoverySettings settings, InstantSource clock) {
        this.waha = waha;
        this.sessions = sessions;
        this.archive = archive;
        this.settings = settings;
        this.clock = clock;
    }

    /** Asks, and stores the answer; returns how many sessions work. */
    WahaAnswer<Integer> watch() throws SQLException {
        WahaAnswer<WahaServer> server = waha.server();
        if (!(server instanceof Success<WahaServer>(WahaServer it))) {
            return server.map(never -> 0);
        }
        WahaAnswer<List<WahaSession>> answer = waha.sessions();
        if (!(answer instanceof Success<List<WahaSession>>(List<WahaSession> told))) {
            return answer.map(never -> 0);
        }
        note(it, told);
        return new Success<>((int) told.stream().filter(WahaSession::isWorking).count());
    }

    private void note(WahaServer server, List<WahaSession> told) throws SQLException {
        Map<SessionName, Account> accounts = new HashMap<>();
        told.forEach(session -> accounts.put(session.name(), session.me()));
        List<ObservedSession> changed =
                sessions.seen(told.stream().map(SessionWatch::seen).toList(), server.startedAt(), settings.settling());
        changed.forEach(session -> untold.put(session.name(), session));
        if (!untold.isEmpty()) {
            Instant now = clock.instant();
            archive.write(
                    untold.values().stream()
                            .map(session ->
                                    reading(session, accounts.getOrDefault(session.name(), Account.UNKNOWN), now))
                            .toList(),
                    (connection, summary) -> {});
            untold.clear();
        }
    }

    private static ObservedSession seen(WahaSession session) {
        Jid account = session.me().address();
        return new ObservedSession(
                session.name(), session.status(), session.isWorking(), account == null ? null : account.value());
    }

    /** A session that WAHA does not have any more is as good as stopped. */
    private static Understood reading(ObservedSession session, Account me, Instant now) {
        String status = session.status().equals(WahaAnswer.NO_SESSION) ? "STOPPED" : session.status();
        return new Understood(
                // The engine WAHA names here need not be this session's.
                new Envelope(null, "", session.name(), null, null, me, now),
                Provenance.HISTORY,
                List.of(new SessionChanged(status, now)),
                List.of(),
                List.of(),
                Set.of());
    }
}
