package com.tradingsystem.whatsapp.identity;

import org.jspecify.annotations.Nullable;

/**
 * WAHA's full message id, {@code {fromMe}_{chat}_{coreId}[_{participant}]}, taken apart.
 *
 * <p>The whole text is not a stable key: the chat flips between phone and LID and the participant comes and goes.
 * The core id and {@code fromMe} are what stays.
 *
 * @param text the id as WAHA wrote it
 * @param coreId 1 to {@value #MAX_CORE_ID} characters without underscore
 * @param participant the author in a group, where the id names one
 */
public record MessageId(
        String text,
        boolean fromMe,
        Jid chat,
        String coreId,
        @Nullable Jid participant) {

    /** The longest core id that is read; real ones have up to 40 characters. */
    public static final int MAX_CORE_ID = 128;

    /** Reads a full id; null if the text is none. */
    public static @Nullable MessageId parse(@Nullable String text) {
        if (text == null || text.length() > 512) {
            return null;
        }
        String[] parts = text.split("_", -1);
        if (parts.length < 3 || parts.length > 4 || !isCoreId(parts[2])) {
            return null;
        }
        Jid chat = Jid.parse(parts[1]);
        Boolean fromMe = switch (parts[0]) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
        if (chat == null || fromMe == null) {
            return null;
        }
        return new MessageId(text, fromMe, chat, parts[2], parts.length == 4 ? Jid.parse(parts[3]) : null);
    }

    /**
     * Writes the id of a message of which only the parts are known.
     *
     * @return null if {@code coreId} cannot be one
     */
    public static @Nullable MessageId of(boolean fromMe, Jid chat, String coreId, @Nullable Jid participant) {
        if (!isCoreId(coreId)) {
            return null;
        }
        String author = participant == null ? "" : "_" + participant.value();
        return new MessageId(fromMe + "_" + chat.value() + "_" + coreId + author, fromMe, chat, coreId, participant);
    }

    /** The core id in a text that is either a full id or a bare core id, as WAHA mixes both; null if it is neither. */
    public static @Nullable String coreIdOf(@Nullable String text) {
        MessageId full = parse(text);
        if (full != null) {
            return full.coreId();
        }
        return text != null && isCoreId(text) ? text : null;
    }

    private static boolean isCoreId(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_CORE_ID
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '_' && c != '/' && c != '\\');
    }
}
