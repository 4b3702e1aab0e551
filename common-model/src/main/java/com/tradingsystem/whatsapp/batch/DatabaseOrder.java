package com.tradingsystem.whatsapp.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Sorts like the database does, where Java and SQL have to come to the same winner. */
public final class DatabaseOrder {

    /** Texts as {@code collate "C"} sorts them, absent ones as if they were empty. */
    public static final Comparator<@Nullable String> TEXT = (a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b));

    private DatabaseOrder() {}

    private static byte[] bytes(@Nullable String text) {
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }
}
