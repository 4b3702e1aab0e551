package com.tradingsystem.whatsapp.search;

/**
 * Brings the forms of a Portuguese word together as far as the server's stemmer does not: plurals become singulars, and the endings
 * that the stemmer knows only with their accents get them back. The same rules in the same order are in {@code pt_fold()}.
 */
final class PortugueseForms {

    private PortugueseForms() {}

    /** Rewrites the word that begins at {@code start} and ends the text. */
    static void unite(StringBuilder text, int start) {
        shorten(text, start);
        int length = text.length();
        if (length - start < 3) {
            return;
        }
        switch (text.charAt(length - 1)) {
            case 's' -> singular(text, start);
            case 'l' -> replace(text, start, "il", 2, "el");
            default -> {}
        }
        accent(text, start);
    }

    /** Letters said more than twice, as in siiim; gu and qu before e and i, as in paguei and fiquei. */
    private static void shorten(StringBuilder text, int start) {
        int to = start;
        int length = text.length();
        for (int from = start; from < length; from++) {
            char c = text.charAt(from);
            int end = from + 1;
            while (end < length && text.charAt(end) == c) {
                end++;
            }
            if (end - from > 2 && c >= 'a' && c <= 'z') {
                from = end - 1;
            }
            text.setCharAt(to++, c);
        }
        text.setLength(to);
        soften(text, start);
    }

    private static void soften(StringBuilder text, int start) {
        int to = start;
        int length = text.length();
        for (int from = start; from < length; from++) {
            char c = text.charAt(from);
            boolean isMute = from + 2 < length
                    && text.charAt(from + 1) == 'u'
                    && (text.charAt(from + 2) == 'e' || text.charAt(from + 2) == 'i');
            if (isMute && (c == 'g' || c == 'q')) {
                c = c == 'q' ? 'c' : c;
                from++;
            }
            text.setCharAt(to++, c);
        }
        text.setLength(to);
    }

    private static void singular(StringBuilder text, int start) {
        if (replace(text, start, "oes", 1, "ao") // ações
                || replace(text, start, "aes", 1, "ao") // pães
                || replace(text, start, "aos", 1, "ao") // mãos
                || replace(text, start, "ais", 2, "al") // animais
                || replace(text, start, "ois", 2, "ol") // lençóis
                || replace(text, start, "uis", 2, "ul") // azuis
                || replace(text, start, "eis", 2, "el") // hotéis
                || replace(text, start, "is", 2, "el") // barris
                || replace(text, start, "ns", 1, "m") // homens
                || replace(text, start, "res", 1, "r")) { // valores
            return;
        }
        replace(text, start, "zes", 1, "z"); // vezes
    }

    private static void accent(StringBuilder text, int start) {
        if (replace(text, start, "cao", 1, "ção")
                || replace(text, start, "encia", 0, "ência")
                || replace(text, start, "encias", 0, "ências")
                || replace(text, start, "ancia", 0, "ância")
                || replace(text, start, "ancias", 0, "âncias")
                || replace(text, start, "avel", 0, "ável")) {
            return;
        }
        replace(text, start, "ivel", 0, "ível");
    }

    /** Replaces an ending that has at least so many letters before it. */
    private static boolean replace(StringBuilder text, int start, String ending, int before, String by) {
        int at = text.length() - ending.length();
        if (at < start || text.codePointCount(start, at) < before) {
            return false;
        }
        for (int i = 0; i < ending.length(); i++) {
            if (text.charAt(at + i) != ending.charAt(i)) {
                return false;
            }
        }
        text.setLength(at);
        text.append(by);
        return true;
    }
}
