package com.tradingsystem.whatsapp.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as people type them, with dots, blanks, brackets and dashes: found by their digits alone. Of a run of groups of digits every
 * stretch is indexed that may be a number by itself, so it does not matter where a number begins in it.
 */
final class Numbers {

    private static final int SHORTEST = 4;
    private static final int SHORTEST_WITH_BLANKS = 8;
    private static final int LONGEST_PART = 15;
    private static final int MOST_GROUPS = 6;

    /** A bank slip has 47 digits, an invoice's key 44. */
    private static final int LONGEST = 48;

    private static final int LONGEST_JOINER = 3;
    private static final int THOUSANDS = 3;

    private Numbers() {}

    /**
     * Digits that follow each other.
     *
     * @param joiner what stands between the group before and this one; empty for the first of a run
     */
    record Group(String digits, int start, int end, String joiner, boolean touchesLetters) {}

    /** A number and its place: offsets in UTF-16 code units. */
    record Place(String digits, int start, int end) {}

    /** Every number in the text by its digits alone, where the words of the text do not say it already. */
    static void collect(String text, Set<String> found) {
        for (Place place : places(text)) {
            found.addAll(PhoneDigits.known(place.digits));
        }
    }

    /** Every stretch of groups of digits that may be a number. */
    static List<Place> places(String text) {
        List<Place> places = new ArrayList<>();
        List<Group> run = new ArrayList<>();
        int next;
        for (int at = 0; at < text.length(); at = next) {
            next = at + 1;
            if (digit(text, at) >= 0) {
                Group group = group(text, at, run.isEmpty() ? null : run.getLast());
                next = group.end;
                if (group.joiner.isEmpty()) {
                    add(run, places);
                    run.clear();
                }
                run.add(group);
            }
        }
        add(run, places);
        return places;
    }

    private static Group group(String text, int start, @Nullable Group before) {
        StringBuilder digits = new StringBuilder();
        int at = start;
        for (int digit = digit(text, at); digit >= 0; digit = at < text.length() ? digit(text, at) : -1) {
            digits.append((char) ('0' + digit));
            at += Character.charCount(text.codePointAt(at));
        }
        boolean touchesLetters = isLetter(text, start - 1) || isLetter(text, at);
        return new Group(
                digits.toString(), start, at, before == null ? "" : joiner(text, before.end, start), touchesLetters);
    }

    /** What joins two groups to one number; empty where nothing does. */
    private static String joiner(String text, int from, int to) {
        if (to - from > LONGEST_JOINER) {
            return "";
        }
        StringBuilder joiner = new StringBuilder();
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\u00A0' || c == '\u2009' || c == '\u202F') {
                joiner.append(' ');
            } else if (c == '-' || (c >= '\u2010' && c <= '\u2015') || c == '\u2212') {
                joiner.append('-');
            } else if (c == '.' || c == '/' || c == '(' || c == ')' || (c == ',' && to - from == 1)) {
                joiner.append(c);
            } else {
                return "";
            }
        }
        return joiner.toString();
    }

    private static void add(List<Group> run, List<Place> places) {
        for (int first = 0; first < run.size(); first++) {
            StringBuilder digits = new StringBuilder();
            boolean hasBlanks = false;
            boolean isThousands = true;
            for (int last = first; last < Math.min(run.size(), first + MOST_GROUPS); last++) {
                Group group = run.get(last);
                digits.append(group.digits);
                if (digits.length() > LONGEST_PART) {
                    break;
                }
                if (last == first) {
                    isThousands = group.digits.length() <= THOUSANDS;
                    if (digits.length() >= SHORTEST
                            && (group.touchesLetters || digits.length() >= SHORTEST_WITH_BLANKS)) {
                        places.add(new Place(group.digits, group.start, group.end));
                    }
                    continue;
                }
                hasBlanks |= group.joiner.indexOf(' ') >= 0;
                isThousands &= group.digits.length() == THOUSANDS && group.joiner.length() == 1;
                if (digits.length() >= (hasBlanks && !isThousands ? SHORTEST_WITH_BLANKS : SHORTEST)) {
                    places.add(new Place(digits.toString(), run.get(first).start, group.end));
                }
            }
        }
        addWhole(run, places);
    }

    private static void addWhole(List<Group> run, List<Place> places) {
        int length = run.stream().mapToInt(group -> group.digits.length()).sum();
        if (run.size() > 1 && length <= LONGEST && (length > LONGEST_PART || run.size() > MOST_GROUPS)) {
            StringBuilder digits = new StringBuilder();
            run.forEach(group -> digits.append(group.digits));
            places.add(new Place(digits.toString(), run.getFirst().start, run.getLast().end));
        }
    }

    /** The digit of a character, be it full-width, bold or in a circle; -1 if it is none. */
    private static int digit(String text, int at) {
        int codePoint = text.codePointAt(at);
        if (codePoint < '0') {
            return -1;
        }
        String letters = Letters.of(codePoint);
        return letters.length() == 1 && letters.charAt(0) >= '0' && letters.charAt(0) <= '9'
                ? letters.charAt(0) - '0'
                : -1;
    }

    private static boolean isLetter(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return false;
        }
        String letters = Letters.of(text.codePointAt(at));
        return !letters.isEmpty() && letters.charAt(0) != Letters.GAP;
    }
}
