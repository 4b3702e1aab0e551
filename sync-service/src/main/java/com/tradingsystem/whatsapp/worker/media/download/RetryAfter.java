package com.tradingsystem.whatsapp.worker.media.download;

import java.time.Duration;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After} in its form of seconds, the one that WAHA and S3 send. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** What a response asks for, at most an hour; null if it does not. */
    static @Nullable Duration of(Response response) {
        String value = response.header("Retry-After");
        if (value == null || !value.matches("[0-9]{1,9}")) {
            return null;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(value));
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
