package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.identity.Sha256;
import com.tradingsystem.whatsapp.media.store.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;

/**
 * Where files lie in the store: {@code {session}/{chat}/{yyyy}/{mm}/{sha256}.{ext}}, thumbnails beside them as {@code
 * thumb_{sha256}.jpg}. The month is the message's, in UTC, so the same bytes in a chat and month are one object whenever
 * they are fetched.
 *
 * <p>Sessions and chats are named by others. Their usual names appear as they are; what else they hold is
 * percent-encoded, and a name that would be too long ends in a hash, so different names never share a key.
 */
public final class ObjectKeys {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@-_+=";
    private static final int MAX_SEGMENT = 200;

    private ObjectKeys() {}

    /**
     * The key of a file.
     *
     * @param sha256 in hexadecimal
     * @param extension without a dot; one that is not 1 to 8 lower-case letters and digits becomes {@code bin}
     */
    public static ObjectKey file(
            SessionName session, String chatId, Instant messageTime, String sha256, String extension) {
        String ending = extension.matches("[a-z0-9]{1,8}") ? extension : "bin";
        return key(session, chatId, messageTime, sha256 + "." + ending);
    }

    /** The key of its thumbnail. */
    public static ObjectKey thumbnail(SessionName session, String chatId, Instant messageTime, String sha256) {
        return key(session, chatId, messageTime, "thumb_" + sha256 + ".jpg");
    }

    private static ObjectKey key(SessionName session, String chatId, Instant messageTime, String name) {
        ZonedDateTime month = messageTime.atZone(ZoneOffset.UTC);
        int year = Math.clamp(month.getYear(), 0, 9999);
        return ObjectKey.of(
                segment(session.value()),
                segment(chatId),
                "%04d".formatted(year),
                "%02d".formatted(month.getMonthValue()),
                name);
    }

    static String segment(String name) {
        StringBuilder safe = new StringBuilder(name.length());
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b) || (b == '.' && !safe.isEmpty())) {
                safe.append((char) b);
            } else {
                safe.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        if (safe.isEmpty()) {
            return "%";
        }
        return safe.length() <= MAX_SEGMENT ? safe.toString() : safe.substring(0, MAX_SEGMENT / 2) + "~" + hash(name);
    }

    private static boolean isPlain(byte b) {
        return PLAIN.indexOf(b) >= 0;
    }

    private static String hash(String name) {
        return HexFormat.of().formatHex(Sha256.of(name), 0, 16);
    }
}
