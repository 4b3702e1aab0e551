package com.tradingsystem.whatsapp.worker.waha;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How WAHA is reached, and how gently.
 *
 * @param url WAHA's base address, without a slash at its end
 * @param apiKey sent as {@code X-Api-Key}; empty for a WAHA without keys
 * @param connectTimeout for the connection alone
 * @param readTimeout for a whole answer; WAHA blocks for up to 10 seconds where a session is not ready, so at least 30
 * @param maxAnswer the largest answer that is read
 * @param callsPerSecond how many questions a second a session is asked at most
 * @param concurrentCalls how many questions a session is asked at the same time
 * @param patience how long a question waits for its turn
 * @param attempts how often a question is asked before its failure is believed
 * @param attemptWait the wait before the second attempt; doubles with every further one, with jitter
 * @param breakerWait how long nothing is asked once more than half of the last questions failed
 */
@ConfigurationProperties("whatsapp.core")
public record WahaSettings(
        @DefaultValue("http://localhost:3311") URI url,
        @DefaultValue("") String apiKey,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("64MB") DataSize maxAnswer,
        @DefaultValue("5") int callsPerSecond,
        @DefaultValue("2") int concurrentCalls,
        @DefaultValue("60s") Duration patience,
        @DefaultValue("3") int attempts,
        @DefaultValue("500ms") Duration attemptWait,
        @DefaultValue("30s") Duration breakerWait) {

    /** @throws IllegalArgumentException if a number is not positive or the address is not one of HTTP */
    public WahaSettings {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("whatsapp.core.url is to be an address of HTTP");
        }
        if (callsPerSecond < 1 || concurrentCalls < 1 || attempts < 1) {
            throw new IllegalArgumentException(
                    "whatsapp.core.calls-per-second, concurrent-calls and attempts are to be 1 or more");
        }
        if (!readTimeout.isPositive() || !connectTimeout.isPositive() || maxAnswer.toBytes() < 1) {
            throw new IllegalArgumentException("timeouts and sizes of whatsapp.core are to be positive");
        }
    }

    @Override
    public String toString() {
        return "WahaSettings[url=" + url + "]"; // the key is nobody's business
    }
}
