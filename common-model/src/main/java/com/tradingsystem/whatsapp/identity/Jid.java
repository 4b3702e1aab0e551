package com.tradingsystem.whatsapp.identity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A WhatsApp address in WAHA's public form: a person by phone number ({@code @c.us}) or by LID ({@code @lid}), a
 * group, a channel, a broadcast list.
 *
 * <p>The raw form {@code @s.whatsapp.net}, the forms of hosted accounts and device parts ({@code .0:12}) are folded away
 * when parsed. A LID's digits are never a phone number: only {@link Person} has one.
 */
public sealed interface Jid extends Comparable<Jid> {

    /** The longest address that is read; real ones stay below 40 characters. */
    int MAX_LENGTH = 128;

    /** The whole address, for example {@code 5511987654321@c.us}. */
    String value();

    /** What the archive calls this kind of contact: {@code individual}, {@code group}, {@code broadcast} or {@code channel}. */
    default String contactType() {
        return switch (this) {
            case Group g -> "group";
            case Broadcast b -> "broadcast";
            case Channel c -> "channel";
            case Person p -> "individual";
            case Lid l -> "individual";
            case Other o -> "individual";
        };
    }

    /** Whether this is the address that all stories are posted to. */
    default boolean isStatus() {
        return value().equals("status@broadcast");
    }

    @Override
    default int compareTo(Jid other) {
        return value().compareTo(other.value());
    }

    /** A person by phone number. */
    record Person(String phoneNumber) implements Jid {
        @Override
        public String value() {
            return phoneNumber + "@c.us";
        }
    }

    /** A person by LID; which phone number is behind it may stay unknown for ever. */
    record Lid(String id) implements Jid {
        @Override
        public String value() {
            return id + "@lid";
        }
    }

    /** A group. */
    record Group(String id) implements Jid {
        @Override
        public String value() {
            return id + "@g.us";
        }
    }

    /** A channel. */
    record Channel(String id) implements Jid {
        @Override
        public String value() {
            return id + "@newsletter";
        }
    }

    /** A broadcast list, or the address of all stories. */
    record Broadcast(String id) implements Jid {
        @Override
        public String value() {
            return id + "@broadcast";
        }
    }

    /** Any other address, for example that of an AI bot. */
    record Other(String value) implements Jid {}

    /**
     * Reads an address in any form WAHA and its engines use.
     *
     * @return null if the text is absent, blank, has no {@code @}, is longer than {@value #MAX_LENGTH} characters or holds
     *     white space, control characters or slashes
     */
    static @Nullable Jid parse(@Nullable String text) {
        if (text == null || text.length() > MAX_LENGTH || !isPlain(text)) {
            return null;
        }
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1) {
            return text.startsWith("@") && text.length() > 1 ? new Other(text) : null;
        }
        String user = text.substring(0, at);
        String server = text.substring(at + 1).toLowerCase(Locale.ROOT);
        return switch (server) {
            case "c.us", "s.whatsapp.net", "hosted" -> person(withoutDevice(user));
            case "lid", "hosted.lid" -> lid(withoutDevice(user));
            case "g.us" -> new Group(user);
            case "newsletter" -> new Channel(user);
            case "broadcast" -> new Broadcast(user);
            default -> new Other(user + "@" + server);
        };
    }

    /**
     * Reads an address that must be one.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Jid of(String text) {
        Jid jid = parse(text);
        if (jid == null) {
            throw new IllegalArgumentException("not a WhatsApp address");
        }
        return jid;
    }

    /** Reads an address from the database, whatever was taken for one when it was stored. */
    static Jid stored(String text) {
        Jid jid = parse(text);
        return jid == null ? new Other(text) : jid;
    }

    /** The same where there may be none: absent addresses are null in some tables, and empty where they are part of a key. */
    static @Nullable Jid storedOrNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : stored(text);
    }

    private static Jid person(String user) {
        return isDigits(user) ? new Person(user) : new Other(user + "@c.us");
    }

    private static Jid lid(String user) {
        return isDigits(user) ? new Lid(user) : new Other(user + "@lid");
    }

    private static boolean isDigits(String user) {
        return user.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String withoutDevice(String user) {
        int end = 0;
        while (end < user.length() && user.charAt(end) != ':' && user.charAt(end) != '.') {
            end++;
        }
        return end > 0 ? user.substring(0, end) : user;
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/' && c != '\\');
    }
}
