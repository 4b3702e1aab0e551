package com.tradingsystem.whatsapp.worker.media.download;

import java.time.Duration;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/** Opens {@link WahaFiles} for tests of other packages. */
public final class TestWahaFiles {

    private TestWahaFiles() {}

    /**
     * Files of a WAHA.
     *
     * @param patience for every wait
     */
    public static WahaFiles at(String core, String apiKey, Duration patience) {
        return new WahaFiles(
                HttpUrl.get(core), apiKey, new FileSettings(null, List.of(), patience, patience, patience), Dns.SYSTEM);
    }
}
