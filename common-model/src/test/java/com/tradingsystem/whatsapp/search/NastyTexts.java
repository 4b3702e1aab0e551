package com.tradingsystem.whatsapp.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that break folds. All storable: without NUL and halves of surrogate pairs. */
final class NastyTexts {

    private static final List<String> BY_HAND = List.of(
            "",
            " ",
            "\u00A0\u2003\u200B\u202E",
            "İstanbul ISTANBUL ıstanbul I\u0307stanbul",
            "ﬁnanças ﬀ ﬃ ŒUVRE Æsir Straße STRASSE ẞ",
            "𝗣𝗿𝗼𝗺𝗼çã𝗼 𝒶çõ𝑒𝓈 Ｆｕｌｌ ｗｉｄｔｈ ①②③ ½ ﷺ ㏂ №",
            "na\u0303o a\u0327a\u0303o cora\u00e7o\u0303es",
            "👍🏽👨‍👩‍👧🇧🇷❤️☎️ emoji1f44d",
            "سلام عليكم שָׁלוֹם \u202Eabc\u202C ١٢٣",
            "ΣΊΣΥΦΟΣ Ёлка ЖУРНАЛ ђЂ",
            "guitarra água que quem quis pague fiquei ungüento gugui ququi gue qui",
            "siiiim kkkkkk aaa aa 111 000 𐐀𐐀𐐀 ççç",
            "aos aes oes is ns res zes il cao encia ancia avel ivel as s",
            "xaos xis xxis xxxis eis xeis xxeis uis xuis xxuis dois seis",
            "res ares zes fezes vezes luzes cãos leoes",
            "contrato_final-v2.pdf https://a.com/b?c=1&d=%20 a@b.c",
            "' \" \\ % _ & | ! ( ) : * <-> \t \n \r \u0001 \u001F \u007F \uFFFD \uFEFF",
            "कि कु हिन्दी ไทย 한국어 日本語がぎ ｶﾞ",
            "ÀÁÂÃÄÅ àáâãäå ÇÑ çñ ÿ ǿ ắ ǭ");

    private NastyTexts() {}

    static List<String> all() {
        List<String> texts = new ArrayList<>(BY_HAND);
        texts.add("a" + "\u0301\u0316\u0323\u0300".repeat(15_000) + "b");
        texts.add("ações".repeat(12_000));
        texts.add("ações ".repeat(10_000));
        texts.add("s".repeat(60_000));
        texts.add("ab".repeat(30_000) + "ões");
        texts.add("🎉".repeat(30_000));
        texts.add("1.".repeat(30_000));
        Random random = new Random(20_260_504);
        for (int i = 0; i < 6_000; i++) {
            texts.add(portuguese(random));
        }
        for (int i = 0; i < 6_000; i++) {
            texts.add(anything(random));
        }
        return texts;
    }

    /** Endings on stems of few letters, so that every rule meets every other one. */
    private static String portuguese(Random random) {
        String[] parts = {
            "a", "e", "i", "o", "u", "ã", "õ", "é", "ç", "c", "g", "q", "l", "m", "n", "r", "s", "z", "ss", "gu", "qu",
            "ão", "ões", "ães", "ãos", "ais", "éis", "óis", "uis", "is", "il", "ns", "res", "zes", "ção", "ência",
            "ância", "ável", "ível", "A", "Ê", " ", " ", "-", ".", "1", "9", "\u0303", "\u200D", "😀", "ﬁ"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i >= 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    private static String anything(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            int limit = new int[] {0x80, 0x250, 0x3000, 0x10000, 0x400, 0x900}[random.nextInt(6)];
            int first = limit == 0x400 ? 0x1D400 : limit == 0x900 ? 0x1F100 : 1;
            int codePoint = first + random.nextInt(limit - 1);
            if (isOld(codePoint) && !isReordered(codePoint)) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString();
    }

    /** Of what is newer than one of both each makes what it knows; so other planes are tried where they are old. */
    private static boolean isOld(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.UNASSIGNED && type != Character.SURROGATE;
    }

    /** Marks of other scripts that the normal form sorts: Java's fold takes character by character and leaves them in their order. */
    private static boolean isReordered(int codePoint) {
        if (Letters.of(codePoint).isEmpty()) {
            return false;
        }
        String marked = "a" + Character.toString(codePoint) + "\u0334";
        String behind = "a\u0345" + Character.toString(codePoint);
        return !Normalizer.normalize(marked, Normalizer.Form.NFKD).endsWith("\u0334")
                || !Normalizer.normalize(behind, Normalizer.Form.NFKD).startsWith("a\u0345");
    }
}
