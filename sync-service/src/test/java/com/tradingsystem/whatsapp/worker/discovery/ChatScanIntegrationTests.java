package com.tradingsystem.whatsapp.worker.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.worker.WorkerUnderTest;
import com.tradingsystem.whatsapp.worker.discovery.ChatScan.Seen;
import com.tradingsystem.whatsapp.worker.sync.DueChats;
import com.tradingsystem.whatsapp.worker.sync.SessionScan;
import com.tradingsystem.whatsapp.worker.sync.SessionScans;
import com.tradingsystem.whatsapp.worker.sync.SilentSessions;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Success;
import com.tradingsystem.whatsapp.worker.waha.WahaClient;
import com.tradingsystem.whatsapp.worker.waha.WahaSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a look at a session says that works since an hour ago and told nothing since. */
class ChatScanIntegrationTests extends WorkerUnderTest {

    private static final WahaSession SESSION = new WahaSession(SALES, "WORKING", "NOWEB", Account.UNKNOWN);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final SessionScans scans;
    private final SilentSessions silent;
    private final ChatScan chats;

    ChatScanIntegrationTests(
            @Autowired WahaClient waha,
            @Autowired SessionScans scans,
            @Autowired SilentSessions silent,
            @Autowired DueChats due,
            @Autowired DiscoverySettings settings) {
        this.scans = scans;
        this.silent = silent;
        this.chats = new ChatScan(waha, due, settings, InstantSource.fixed(now));
    }

    @BeforeEach
    void workForAnHour() {
        DATABASE.jdbc()
                .sql("update whatsapp_gateway.sync_sessions set working_since = now() - interval '1 hour'")
                .update();
    }

    @Test
    void newMessage_raisesTheAlarm() {
        assertThat(isSilentAfter(now.minus(Duration.ofMinutes(20)))).isTrue();
    }

    @Test
    void messageDatedInTheFuture_raisesNone() {
        assertThat(isSilentAfter(now.plus(Duration.ofHours(2)))).isFalse();
    }

    /** Whether the session is judged silent once its only chat has been seen with a message of that time. */
    private boolean isSilentAfter(Instant newest) {
        WAHA.json("/api/sales/chats/overview", 200, """
                [{"id":"15551230001@c.us","lastMessage":{"id":"false_15551230001@c.us_3EB0AAAA0004","timestamp":%d}}]""".formatted(newest.getEpochSecond()));
        WAHA.json("/api/sales/chats", 200, "[]");
        SessionScan scan =
                scans.claim(Duration.ofMinutes(5), Duration.ofHours(1)).orElseThrow();
        Seen seen = ((Success<Seen>) chats.at(SESSION, scan, () -> {})).value();
        assertThat(seen.heads())
                .as("the chat, and the stories that are always asked for")
                .isEqualTo(2);
        scans.scanned(scan, seen.newest(), Duration.ofMinutes(5));
        return silent.judge(SALES, Duration.ofMinutes(15));
    }
}
