package com.tradingsystem.whatsapp.gateway.paging;

import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.identity.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on, as a text that callers hand back unread. It is bound to the query it came from: with other filters it
 * would skip or repeat. The check is against mistakes; a forged cursor shows nothing that its caller could not ask for anyway.
 */
public final class Cursor {

    private static final byte VERSION = 1;
    private static final int CHECK = 8;
    private static final int LONGEST = 1024;

    private Cursor() {}

    /**
     * The cursor for a place in a list.
     *
     * @param query everything that makes the list what it is, in a fixed order
     */
    public static String of(String query, String position) {
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(1 + CHECK + text.length);
        bytes.put(VERSION).put(check(query, position)).put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Opens the parameter {@code cursor}.
     *
     * @param position makes the position out of its text
     * @return null if there is none
     * @throws ProblemException 400 if the cursor was not made by {@link #of} for this query
     */
    public static <T> @Nullable T open(QueryParameters parameters, String query, Function<String, T> position) {
        String cursor = parameters.text("cursor");
        if (cursor == null) {
            return null;
        }
        String text = cursor.length() > LONGEST ? null : positionIn(cursor, query);
        if (text == null) {
            throw ProblemException.invalidParameter(
                    "cursor", "must be next_cursor or prev_cursor of another page, with the filters of that page");
        }
        try {
            return position.apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ProblemException.invalidParameter(
                    "cursor", "is of an earlier version; begin again with the first page");
        }
    }

    private static @Nullable String positionIn(String cursor, String query) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return null;
        }
        boolean ours =
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor);
        if (!ours || bytes.length <= 1 + CHECK || bytes[0] != VERSION) {
            return null;
        }
        String position = new String(bytes, 1 + CHECK, bytes.length - 1 - CHECK, StandardCharsets.UTF_8);
        byte[] check = Arrays.copyOfRange(bytes, 1, 1 + CHECK);
        return MessageDigest.isEqual(check, check(query, position)) ? position : null;
    }

    private static byte[] check(String query, String position) {
        return Arrays.copyOf(Sha256.of(query + '\0' + position), CHECK);
    }
}
