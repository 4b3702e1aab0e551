package com.tradingsystem.whatsapp.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** Sorts like the database does, where Java and SQL have to come to the same winner. */
final class DatabaseOrder {

    /** Texts as {@code collate "C"} sorts them. */
    static final Comparator<String> TEXT = (a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b));

    private DatabaseOrder() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
