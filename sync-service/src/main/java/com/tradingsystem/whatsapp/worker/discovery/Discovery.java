package com.tradingsystem.whatsapp.worker.discovery;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.worker.discovery.ChatScan.Seen;
import com.tradingsystem.whatsapp.worker.history.OpenSessions;
import com.tradingsystem.whatsapp.worker.history.OpenSessions.Open;
import com.tradingsystem.whatsapp.worker.sync.SessionDirectories;
import com.tradingsystem.whatsapp.worker.sync.SessionScan;
import com.tradingsystem.whatsapp.worker.sync.SessionScans;
import com.tradingsystem.whatsapp.worker.sync.SilentSessions;
import com.tradingsystem.whatsapp.worker.sync.SyncSessions;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.NotReady;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Success;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Trouble;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Unavailable;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One look at a session, and one reading of its directory, with what follows from how they ended. Safe for use by many threads.
 */
final class Discovery {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration DIRECTORY_AGAIN = Duration.ofMinutes(30);

    private final OpenSessions open;
    private final SyncSessions sessions;
    private final SessionScans scans;
    private final SilentSessions silent;
    private final SessionDirectories directories;
    private final ChatScan chats;
    private final DirectoryRead directory;
    private final DiscoverySettings settings;
    private final DiscoveryMetrics metrics;

    Discovery(
            OpenSessions open,
            SyncSessions sessions,
            SessionScans scans,
            SilentSessions silent,
            SessionDirectories directories,
            ChatScan chats,
            DirectoryRead directory,
            DiscoverySettings settings,
            DiscoveryMetrics metrics) {
        this.open = open;
        this.sessions = sessions;
        this.scans = scans;
        this.silent = silent;
        this.directories = directories;
        this.chats = chats;
        this.directory = directory;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Looks at a session's chats. */
    void scan(SessionScan scan) {
        if (scan.reconcile() != null) {
            open.forget(scan.session()); // whatever made it come back may have changed what it is
        }
        WahaAnswer<Seen> answer = open.of(scan.session())
                .then(it -> chats.at(it.session(), scan, () -> scans.keep(scan.session(), settings.lease())));
        if (answer instanceof Success<Seen>(Seen seen)) {
            metrics.scanned(seen);
            scans.scanned(scan, seen.newest(), settings.interval());
            silent.judge(scan.session(), settings.silence());
        } else {
            metrics.failed(answer);
            putOff(scan.session(), answer);
            scans.failed(scan.session(), answer.summary(), later(answer));
        }
    }

    /** Reads a session's contacts, LIDs and groups. */
    void readDirectory(SessionName session) throws SQLException, InterruptedException {
        WahaAnswer<Open> answer = open.of(session);
        WahaAnswer<Integer> read = answer instanceof Success<Open>(Open it)
                ? directory.of(it.session(), () -> directories.keep(session, settings.lease()))
                : answer.map(never -> 0);
        if (read instanceof Success<Integer>) {
            directories.read(session, null, settings.directoryEvery());
        } else {
            putOff(session, read);
            directories.read(session, read.summary(), shorter(settings.directoryEvery(), DIRECTORY_AGAIN));
        }
    }

    /** Gives back a look that something unforeseen ended. */
    void scanFailed(SessionName session, String reason) {
        scans.failed(session, reason, shorter(settings.interval(), SOON));
    }

    /** Gives back a reading that something unforeseen ended. */
    void directoryBroke(SessionName session, String reason) {
        directories.read(session, reason, shorter(settings.directoryEvery(), SOON));
    }

    private void putOff(SessionName session, WahaAnswer<?> answer) {
        switch (answer) {
            case NotReady<?>(String status) -> {
                open.forget(session);
                sessions.notReady(session, status);
            }
            case Unavailable<?>(Trouble trouble, Duration retryAfter)
            when trouble != Trouble.BUSY && trouble != Trouble.BREAKER_OPEN ->
                sessions.pause(session, retryAfter, answer.summary());
            default -> {}
        }
    }

    private Duration later(WahaAnswer<?> answer) {
        return answer instanceof Unavailable<?> || answer instanceof NotReady<?>
                ? shorter(settings.interval(), SOON)
                : settings.interval();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
