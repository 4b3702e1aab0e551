package com.tradingsystem.whatsapp.worker.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tradingsystem.whatsapp.ingest.Archive;
import com.tradingsystem.whatsapp.ingest.IngestUnavailable;
import com.tradingsystem.whatsapp.ingest.SessionHold;
import com.tradingsystem.whatsapp.worker.WorkerUnderTest;
import com.tradingsystem.whatsapp.worker.sync.SyncSessions;
import com.tradingsystem.whatsapp.worker.waha.WahaClient;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SessionWatchIntegrationTests extends WorkerUnderTest {

    private final SessionWatch watch;

    SessionWatchIntegrationTests(
            @Autowired WahaClient waha,
            @Autowired SyncSessions sessions,
            @Autowired Archive archive,
            @Autowired DiscoverySettings settings) {
        this.watch = new SessionWatch(waha, sessions, archive, settings, InstantSource.system());
    }

    @Test
    void changeTheArchiveWasTooBusyFor_isToldTheNextTime() throws SQLException {
        WAHA.json("/api/sessions", 200, "[{\"name\":\"sales\",\"status\":\"SCAN_QR_CODE\"}]");
        SessionHold hold = new SessionHold(DATABASE.jdbcUrl(), SALES);
        assertThatExceptionOfType(IngestUnavailable.class).isThrownBy(watch::watch);
        hold.release();
        assertThat(archived()).isEmpty();

        watch.watch();

        assertThat(archived()).containsExactly("SCAN_QR_CODE");
    }

    private static List<String> archived() {
        return DATABASE.jdbc()
                .sql("select waha_status from whatsapp_gateway.sessions")
                .query(String.class)
                .list();
    }
}
