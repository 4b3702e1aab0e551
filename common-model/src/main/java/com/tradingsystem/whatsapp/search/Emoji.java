package com.tradingsystem.whatsapp.search;

/** Emoji as words, which the server's parser would drop. Tones of skin and variants are not told apart. */
final class Emoji {

    private static final Ranges ALL = Ranges.of(
            0x2300, 0x23FF, 0x2600, 0x27BF, 0x2B00, 0x2BFF, 0x1F1E6, 0x1F1FF, 0x1F300, 0x1F3FA, 0x1F400, 0x1FAFF);

    private static final int FIRST = 0x2300;

    private Emoji() {}

    static boolean is(int codePoint) {
        return codePoint >= FIRST && ALL.contain(codePoint);
    }

    /** What is indexed of it. */
    static String word(int codePoint) {
        return "emoji" + Integer.toHexString(codePoint);
    }
}
