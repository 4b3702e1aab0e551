package com.tradingsystem.whatsapp.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, a phrase or a number that is asked for.
 *
 * @param typed as it was typed, without quotation marks
 * @param isPhrase whether it was in quotation marks
 * @param words folded, in their order; several also for one word with punctuation inside
 * @param areApart whether the words may be anywhere; otherwise they follow each other
 * @param digits of a number, all under which it is looked for; empty for others
 * @param emoji as they are indexed
 */
public record Term(
        String typed, boolean isPhrase, List<String> words, boolean areApart, Set<String> digits, Set<String> emoji) {

    private static final int FEWEST_DIGITS = 4;
    private static final int MOST_DIGITS = 48;

    /** So many digits are enough to mean the beginning of a number. */
    private static final int BEGINNING = 6;

    private static final Pattern NUMBER = Pattern.compile("(?i)(?:R\\$|US\\$|\\$|#)?([+(]*[0-9][0-9 .,()/\u2013-]*)");
    private static final Pattern WHOLE_AMOUNT = Pattern.compile("([0-9]{1,3}(?:[.,][0-9]{3})*|[0-9]+)[.,]00");

    public Term {
        words = List.copyOf(words);
        digits = Set.copyOf(digits);
        emoji = Set.copyOf(emoji);
    }

    static Term phrase(String typed) {
        return new Term(typed, true, folded(typed), false, Set.of(), emojiIn(typed));
    }

    static Term word(String typed) {
        return new Term(typed, false, folded(withoutCurrency(typed)), false, digitsIn(typed), emojiIn(typed));
    }

    /** A number with blanks in it. */
    static Term number(String typed) {
        return new Term(typed, false, folded(typed), true, digitsIn(typed), Set.of());
    }

    static boolean isNumber(String typed) {
        return NUMBER.matcher(typed).matches();
    }

    /** Whether nothing is left of it that could be found. */
    boolean isEmpty() {
        return words.isEmpty() && digits.isEmpty() && emoji.isEmpty();
    }

    boolean isStopWord() {
        return !isPhrase && emoji.isEmpty() && words.size() == 1 && StopWords.ALL.contains(words.getFirst());
    }

    /** Whether the digits also mean longer numbers that begin with them. */
    public boolean isBeginning(String some) {
        return some.length() >= BEGINNING;
    }

    /** The digits and emoji as a query of the server, of which one has to be there; only letters, digits and operators. */
    public String marks() {
        StringBuilder query = new StringBuilder();
        for (String some : digits) {
            query.append(query.isEmpty() ? "" : " | ").append(some).append(isBeginning(some) ? ":*" : "");
        }
        return query.toString();
    }

    private static List<String> folded(String typed) {
        return Words.in(typed).stream().map(Words.Word::folded).toList();
    }

    private static String withoutCurrency(String typed) {
        Matcher number = NUMBER.matcher(typed);
        return number.matches() ? number.group(1) : typed;
    }

    private static Set<String> digitsIn(String typed) {
        Matcher number = NUMBER.matcher(typed);
        if (!number.matches()) {
            return Set.of();
        }
        Set<String> all = new LinkedHashSet<>();
        String digits = number.group(1).replaceAll("[^0-9]", "");
        if (digits.length() >= FEWEST_DIGITS && digits.length() <= MOST_DIGITS) {
            all.addAll(PhoneDigits.asked(digits));
        }
        Matcher amount = WHOLE_AMOUNT.matcher(number.group(1));
        if (amount.matches()) {
            all.add(amount.group(1).replaceAll("[^0-9]", ""));
        }
        return all;
    }

    private static Set<String> emojiIn(String typed) {
        Set<String> all = new LinkedHashSet<>();
        typed.codePoints().filter(Emoji::is).forEach(codePoint -> all.add(Emoji.word(codePoint)));
        return all;
    }
}
