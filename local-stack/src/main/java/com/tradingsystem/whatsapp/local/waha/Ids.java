package com.tradingsystem.whatsapp.local.waha;

import com.tradingsystem.whatsapp.local.waha.dialect.WahaVersion;
import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Makes ids as WAHA makes them. Safe for use by many threads if the source of chance is. */
final class Ids {

    private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private final RandomGenerator random;

    Ids(RandomGenerator random) {
        this.random = random;
    }

    /** {@code evt_} and a lower-case ULID, 30 characters. */
    String event(Instant at) {
        return "evt_" + ulid(at).toLowerCase(Locale.ROOT);
    }

    /** A ULID in upper case up to 2025.11.3, later 13 hexadecimal digits. */
    String request(Instant at, WahaVersion version) {
        return version == WahaVersion.V2025_10_4
                ? ulid(at)
                : String.format(Locale.ROOT, "%013x", random.nextLong(1L << 52));
    }

    private String ulid(Instant at) {
        char[] text = new char[26];
        long time = at.toEpochMilli();
        for (int i = 9; i >= 0; i--) {
            text[i] = CROCKFORD[(int) (time & 31)];
            time >>>= 5;
        }
        for (int i = 10; i < 26; i++) {
            text[i] = CROCKFORD[random.nextInt(32)];
        }
        return new String(text);
    }
}
