package com.tradingsystem.whatsapp.search;

import java.util.ArrayList;
import java.util.List;

/** Finds the words of a text, in one pass and without regular expressions, because it runs for every message. */
public final class Words {

    private Words() {}

    /**
     * A word, as it is indexed, and where it stands in the text.
     *
     * @param start offset of its first character, in UTF-16 code units
     * @param end offset behind its last one
     */
    public record Word(String folded, int start, int end) {}

    /** Where words go; {@code text} holds the word from {@code from} on, and all before it. */
    @FunctionalInterface
    private interface Found {
        void word(StringBuilder text, int from, int start, int end);
    }

    /** The words with one blank between each two of them: what the index is made of. As {@code whatsapp_gateway.pt_fold()}. */
    public static String fold(String text) {
        return scan(text, (folded, from, start, end) -> {}).toString();
    }

    /** The words and their places. */
    public static List<Word> in(String text) {
        List<Word> words = new ArrayList<>();
        scan(text, (folded, from, start, end) -> words.add(new Word(folded.substring(from), start, end)));
        return words;
    }

    private static StringBuilder scan(String text, Found found) {
        StringBuilder folded = new StringBuilder(text.length() + 8);
        int word = 0;
        int start = 0;
        int end = 0;
        int next;
        for (int at = 0; at < text.length(); at = next) {
            int codePoint = text.codePointAt(at);
            next = at + Character.charCount(codePoint);
            String letters = Letters.of(codePoint);
            for (int i = 0; i < letters.length(); i++) {
                char letter = letters.charAt(i);
                if (letter != Letters.GAP) {
                    start = folded.length() == word ? at : start;
                    end = next;
                    folded.append(letter);
                } else if (folded.length() > word) {
                    word = finish(folded, word, start, end, found);
                }
            }
        }
        if (folded.length() > word) {
            word = finish(folded, word, start, end, found);
        }
        folded.setLength(Math.max(0, word - 1));
        return folded;
    }

    private static int finish(StringBuilder folded, int word, int start, int end, Found found) {
        PortugueseForms.unite(folded, word);
        found.word(folded, word, start, end);
        folded.append(Letters.GAP);
        return folded.length();
    }
}
