package com.tradingsystem.whatsapp.worker.discovery;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.waha.WahaAnswer;
import com.tradingsystem.whatsapp.waha.WahaAnswer.NotReady;
import com.tradingsystem.whatsapp.waha.WahaAnswer.Told;
import com.tradingsystem.whatsapp.waha.WahaAnswer.Trouble;
import com.tradingsystem.whatsapp.waha.WahaAnswer.Unavailable;
import com.tradingsystem.whatsapp.worker.discovery.ChatLook.Seen;
import com.tradingsystem.whatsapp.worker.history.OpenSessions;
import com.tradingsystem.whatsapp.worker.history.OpenSessions.Open;
import com.tradingsystem.whatsapp.worker.sync.SessionDirectories;
import com.tradingsystem.whatsapp.worker.sync.SessionLook;
import com.tradingsystem.whatsapp.worker.sync.SessionLooks;
import com.tradingsystem.whatsapp.worker.sync.SilentSessions;
import com.tradingsystem.whatsapp.worker.sync.SyncSessions;
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
    private final SessionLooks looks;
    private final SilentSessions silent;
    private final SessionDirectories directories;
    private final ChatLook chats;
    private final DirectoryRead directory;
    private final DiscoverySettings settings;
    private final DiscoveryMetrics metrics;

    Discovery(
            OpenSessions open,
            SyncSessions sessions,
            SessionLooks looks,
            SilentSessions silent,
            SessionDirectories directories,
            ChatLook chats,
            DirectoryRead directory,
            DiscoverySettings settings,
            DiscoveryMetrics metrics) {
        this.open = open;
        this.sessions = sessions;
        this.looks = looks;
        this.silent = silent;
        this.directories = directories;
        this.chats = chats;
        this.directory = directory;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Looks at a session's chats. */
    void look(SessionLook look) {
        if (look.reconcile() != null) {
            open.forget(look.session()); // whatever made it come back may have changed what it is
        }
        WahaAnswer<Seen> answer = open.of(look.session())
                .then(it -> chats.at(it.session(), look, () -> looks.keep(look.session(), settings.lease())));
        if (answer instanceof Told<Seen>(Seen seen)) {
            metrics.looked(seen);
            looks.looked(look, seen.newest(), settings.interval());
            silent.judge(look.session(), settings.silence());
        } else {
            metrics.failed(answer);
            putOff(look.session(), answer);
            looks.failed(look.session(), answer.summary(), later(answer));
        }
    }

    /** Reads a session's contacts, hidden ids and groups. */
    void readDirectory(SessionName session) throws SQLException, InterruptedException {
        WahaAnswer<Open> answer = open.of(session);
        WahaAnswer<Integer> read = answer instanceof Told<Open>(Open it)
                ? directory.of(it.session(), () -> directories.keep(session, settings.lease()))
                : answer.map(never -> 0);
        if (read instanceof Told<Integer>) {
            directories.read(session, null, settings.directoryEvery());
        } else {
            putOff(session, read);
            directories.read(session, read.summary(), shorter(settings.directoryEvery(), DIRECTORY_AGAIN));
        }
    }

    /** Gives back a look that something unforeseen ended. */
    void lookBroke(SessionName session, String reason) {
        looks.failed(session, reason, shorter(settings.interval(), SOON));
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
