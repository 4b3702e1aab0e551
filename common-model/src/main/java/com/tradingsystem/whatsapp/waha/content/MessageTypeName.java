package com.tradingsystem.whatsapp.waha.content;

/** Turns an engine's name for a kind of message into a word fit for the column {@code message_type}. */
final class MessageTypeName {

    private static final int LONGEST = 40;

    private MessageTypeName() {}

    /**
     * For example {@code limit_sharing} for {@code limitSharingMessage}.
     *
     * @return lower-case letters, digits and underscores, at most {@value #LONGEST}; {@code unknown} if nothing is left
     */
    static String of(String name) {
        String stem = name.endsWith("Message") ? name.substring(0, name.length() - "Message".length()) : name;
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < stem.length() && word.length() < LONGEST; i++) {
            char c = stem.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                if (inside) {
                    word.append('_');
                }
                word.append((char) (c - 'A' + 'a'));
                inside = false;
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                word.append(c);
                inside = true;
            } else if (inside) {
                word.append('_');
                inside = false;
            }
        }
        int end = word.length();
        while (end > 0 && (end > LONGEST || word.charAt(end - 1) == '_')) {
            end--;
        }
        return end == 0 ? "unknown" : word.substring(0, end);
    }
}
