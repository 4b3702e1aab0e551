package com.tradingsystem.whatsapp.search;

import java.text.Normalizer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a character is to the index: letters of a word, a gap between words, or nothing. Accents go, bold, full-width and ligature
 * forms become plain letters, capitals small ones.
 *
 * <p>The ranges are written out, here and in {@code pt_fold()} alike: what Java or a server's locale calls a letter differs from
 * version to version, and an index must not.
 */
final class Letters {

    static final char GAP = ' ';

    /** Marks on letters, and what is not seen at all: zero-width characters, directions, variants of emoji. */
    private static final Ranges NOTHING = Ranges.of(
            0x00AD, 0x00AD, 0x0300, 0x036F, 0x0483, 0x0489, 0x0591, 0x05BD, 0x05BF, 0x05BF, 0x05C1, 0x05C2, 0x05C4,
            0x05C5, 0x05C7, 0x05C7, 0x0610, 0x061A, 0x061C, 0x061C, 0x064B, 0x065F, 0x0670, 0x0670, 0x06D6, 0x06DC,
            0x06DF, 0x06E4, 0x06E7, 0x06E8, 0x06EA, 0x06ED, 0x1AB0, 0x1AFF, 0x1DC0, 0x1DFF, 0x200B, 0x200F, 0x202A,
            0x202E, 0x2060, 0x206F, 0x20D0, 0x20FF, 0xFE00, 0xFE0F, 0xFE20, 0xFE2F, 0xFEFF, 0xFEFF, 0xE0000, 0xE0FFF);

    private static final Ranges GAPS = Ranges.of(
            0x0000, 0x002F, 0x003A, 0x0040, 0x005B, 0x0060, 0x007B, 0x00BF, 0x00D7, 0x00D7, 0x00F7, 0x00F7, 0x02C2,
            0x02DF, 0x055A, 0x055F, 0x0589, 0x058F, 0x05BE, 0x05BE, 0x05C0, 0x05C0, 0x05C3, 0x05C3, 0x05C6, 0x05C6,
            0x05F3, 0x05F4, 0x0600, 0x060F, 0x061B, 0x061F, 0x066A, 0x066D, 0x06D4, 0x06D4, 0x0964, 0x0965, 0x2000,
            0x2BFF, 0x2E00, 0x2E7F, 0x3000, 0x3004, 0x3008, 0x3020, 0x3030, 0x3030, 0xD800, 0xF8FF, 0xFD3E, 0xFD3F,
            0xFE10, 0xFE1F, 0xFE30, 0xFE6F, 0xFFF0, 0xFFFF, 0x1F000, 0x1FAFF, 0xF0000, 0x10FFFF);

    /** Letters that are not made of another one and an accent. */
    private static final Map<Integer, String> PLAIN = Map.ofEntries(
            Map.entry(0x00DF, "ss"),
            Map.entry(0x1E9E, "ss"),
            Map.entry(0x00E6, "ae"),
            Map.entry(0x00C6, "ae"),
            Map.entry(0x0153, "oe"),
            Map.entry(0x0152, "oe"),
            Map.entry(0x00FE, "th"),
            Map.entry(0x00DE, "th"),
            Map.entry(0x00F0, "d"),
            Map.entry(0x00D0, "d"),
            Map.entry(0x0111, "d"),
            Map.entry(0x0110, "d"),
            Map.entry(0x00F8, "o"),
            Map.entry(0x00D8, "o"),
            Map.entry(0x0142, "l"),
            Map.entry(0x0141, "l"),
            Map.entry(0x0127, "h"),
            Map.entry(0x0126, "h"),
            Map.entry(0x0167, "t"),
            Map.entry(0x0166, "t"),
            Map.entry(0x0131, "i"),
            Map.entry(0x03C2, "σ"));

    private static final int PLANE = 0x10000;

    /** Filled as characters are met; two threads that meet one at once find the same. */
    private static final @Nullable String[] MET = new @Nullable String[PLANE];

    private Letters() {}

    /** The letters of a character, {@link #GAP} between words; empty for nothing. A gap may also be inside, as in a fraction. */
    static String of(int codePoint) {
        if (codePoint >= PLANE) {
            return made(codePoint);
        }
        String known = MET[codePoint];
        if (known == null) {
            known = made(codePoint);
            MET[codePoint] = known;
        }
        return known;
    }

    private static String made(int codePoint) {
        if (NOTHING.contain(codePoint)) {
            return "";
        }
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            return String.valueOf(GAP);
        }
        StringBuilder letters = new StringBuilder();
        Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                .codePoints()
                .forEach(part -> add(part, letters));
        return letters.toString();
    }

    private static void add(int part, StringBuilder letters) {
        String plain = PLAIN.get(part);
        if (plain != null) {
            letters.append(plain);
        } else if (GAPS.contain(part) && !NOTHING.contain(part)) {
            letters.append(GAP);
        } else if (!NOTHING.contain(part)) {
            letters.appendCodePoint(small(part));
        }
    }

    /** Of Latin, Greek and Cyrillic letters. */
    private static int small(int letter) {
        if ((letter >= 'A' && letter <= 'Z')
                || (letter >= 0x0391 && letter <= 0x03A9)
                || (letter >= 0x0410 && letter <= 0x042F)) {
            return letter + 0x20;
        }
        return letter >= 0x0400 && letter <= 0x040F ? letter + 0x50 : letter;
    }
}
