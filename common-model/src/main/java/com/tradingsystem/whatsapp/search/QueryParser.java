package com.tradingsystem.whatsapp.search;

import com.tradingsystem.whatsapp.search.QueryWords.Operator;
import com.tradingsystem.whatsapp.search.SearchQuery.Group;
import com.tradingsystem.whatsapp.search.SearchQuery.Trait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is typed into a search: words, "phrases", -without, or (ou), and operators such as {@code from:} ({@code de:}). What looks
 * like an operator and is none is a word. Used once.
 */
public final class QueryParser {

    /** As many characters as a query may have. */
    public static final int LONGEST = 1_000;

    private static final Pattern CURRENCY = Pattern.compile("(?i)(R|US)?\\$");
    private static final int MOST_TERMS = 64;
    private static final int FEWEST_DIGITS = 8;
    private static final int MOST_DIGITS = 15;

    private final String text;
    private int at;

    private final List<Group> groups = new ArrayList<>();
    private List<Term> all = new ArrayList<>();
    private List<Term> stopWords = new ArrayList<>();
    private List<Term> none = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();

    private final List<String> senders = new ArrayList<>();
    private final List<String> chats = new ArrayList<>();
    private final List<String> sessions = new ArrayList<>();
    private @Nullable Boolean fromMe;
    private final Set<String> types = new LinkedHashSet<>();
    private @Nullable Instant after;
    private @Nullable Instant before;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private final List<String> notes = new ArrayList<>();
    private int terms;

    private QueryParser(String text) {
        this.text = text;
    }

    /**
     * Reads a query.
     *
     * @throws QueryRefused if it asks for no word, is too long, or an operator has a value that it does not take
     */
    public static SearchQuery parse(String text) {
        if (text.length() > LONGEST) {
            throw new QueryRefused("must have at most %d characters".formatted(LONGEST));
        }
        return new QueryParser(text).read();
    }

    private SearchQuery read() {
        for (skipBlanks(); at < text.length(); skipBlanks()) {
            boolean isNegated = text.charAt(at) == '-' && at + 1 < text.length() && !isBlank(text.charAt(at + 1));
            if (isNegated) {
                at++;
            }
            if (isQuote(text.charAt(at))) {
                add(Term.phrase(quoted()), isNegated);
            } else {
                word(isNegated);
            }
        }
        endGroup();
        if (groups.isEmpty()) {
            throw new QueryRefused("must hold at least one word to look for, besides operators and words to leave out");
        }
        if (after != null && before != null && !after.isBefore(before)) {
            throw new QueryRefused("asks for a time that ends before it begins");
        }
        return new SearchQuery(groups, senders, chats, sessions, fromMe, types, after, before, traits, notes);
    }

    private void word(boolean isNegated) {
        int start = at;
        while (at < text.length() && !isBlank(text.charAt(at)) && !isQuote(text.charAt(at))) {
            if (text.charAt(at) == ':' && at > start && operator(text.substring(start, at), isNegated)) {
                return;
            }
            at++;
        }
        String typed = text.substring(start, at);
        if (!isNegated && QueryWords.isOr(typed)) {
            endGroup();
        } else if (!isNegated && Term.isNumber(typed)) {
            numbers.add(typed);
        } else if (CURRENCY.matcher(typed).matches()) {
            endNumber();
        } else {
            add(Term.word(typed), isNegated);
        }
    }

    /** Whether it is one; {@code at} is at its colon, and behind its value afterwards. */
    private boolean operator(String name, boolean isNegated) {
        Operator operator = QueryWords.operator(name);
        int colon = at;
        if (operator == null) {
            noteUnknown(name, colon);
            return false;
        }
        at++;
        if (at >= text.length() || isBlank(text.charAt(at))) {
            at = colon;
            return false;
        }
        String value = isQuote(text.charAt(at)) ? quoted() : unquoted();
        if (value.isBlank()) {
            throw new QueryRefused("has nothing behind %s:".formatted(name));
        }
        if (isNegated) {
            throw new QueryRefused(
                    "cannot leave out by an operator, as in -%s:; only words and phrases".formatted(name));
        }
        endNumber();
        apply(operator, name, value);
        return true;
    }

    private void noteUnknown(String name, int colon) {
        boolean isAddress = text.startsWith("//", colon + 1);
        if (!isAddress && name.chars().allMatch(c -> c < 0x80 && Character.isLetter(c))) {
            notes.add("%s: is no operator and was taken as a word".formatted(name.toLowerCase(Locale.ROOT)));
        }
    }

    private void apply(Operator operator, String name, String value) {
        switch (operator) {
            case FROM -> {
                if (QueryWords.isMe(value)) {
                    fromMe = true;
                } else {
                    senders.add(value);
                }
            }
            case IN -> chats.add(value);
            case SESSION -> sessions.add(value);
            case TYPE -> types.addAll(QueryWords.types(value));
            case HAS -> {
                Trait trait = QueryWords.trait(value);
                if (trait == Trait.MEDIA || trait == Trait.LINK || trait == Trait.QUOTE || trait == Trait.REACTION) {
                    traits.add(trait);
                } else if (QueryWords.isHad(value)) {
                    types.addAll(QueryWords.types(value));
                } else {
                    throw new QueryRefused(
                            "has %s: with a value that is none of media, image, video, audio, sticker, file, link, location, contact, poll, quote, reaction"
                                    .formatted(name));
                }
            }
            case IS -> {
                Trait trait = QueryWords.trait(value);
                if (trait == Trait.EDITED || trait == Trait.DELETED || trait == Trait.FORWARDED) {
                    traits.add(trait);
                } else if (QueryWords.isMine(value)) {
                    fromMe = true;
                } else {
                    throw new QueryRefused(
                            "has %s: with a value that is none of edited, deleted, forwarded, mine".formatted(name));
                }
            }
            case BEFORE -> before = earlier(before, period(name, value).start());
            case AFTER -> after = later(after, period(name, value).start());
            case ON -> {
                Period period = period(name, value);
                after = later(after, period.start());
                before = earlier(before, period.end());
            }
        }
    }

    private static Period period(String name, String value) {
        Period period = Period.parse(value);
        if (period == null) {
            throw new QueryRefused(
                    "has %s: without a date such as 2026-05-04, 04/05/2026, 2026-05, 2026 or 2026-05-04T12:30:00Z"
                            .formatted(name));
        }
        return period;
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    private void add(Term term, boolean isNegated) {
        endNumber();
        count();
        if (term.isEmpty()) {
            return;
        }
        if (isNegated) {
            none.add(term);
        } else if (term.isStopWord()) {
            stopWords.add(term);
        } else {
            all.add(term);
        }
    }

    /** Numbers with blanks between them may be one: a phone number. */
    private void endNumber() {
        if (numbers.isEmpty()) {
            return;
        }
        List<String> typed = List.copyOf(numbers);
        numbers.clear();
        long digits = typed.stream()
                .flatMapToInt(String::chars)
                .filter(c -> c >= '0' && c <= '9')
                .count();
        if (typed.size() > 1 && digits >= FEWEST_DIGITS && digits <= MOST_DIGITS) {
            count();
            all.add(Term.number(String.join(" ", typed)));
        } else {
            typed.forEach(one -> add(Term.word(one), false));
        }
    }

    private void count() {
        if (++terms > MOST_TERMS) {
            throw new QueryRefused("must hold at most %d words and phrases".formatted(MOST_TERMS));
        }
    }

    private void endGroup() {
        endNumber();
        List<Term> wanted = all.isEmpty() ? stopWords : all;
        if (!wanted.isEmpty()) {
            groups.add(new Group(wanted, none));
        } else if (!none.isEmpty()) {
            throw new QueryRefused("must hold at least one word to look for, besides operators and words to leave out");
        }
        all = new ArrayList<>();
        stopWords = new ArrayList<>();
        none = new ArrayList<>();
    }

    /** Up to the next quotation mark, or to the end where there is none. */
    private String quoted() {
        int start = ++at;
        while (at < text.length() && !isQuote(text.charAt(at))) {
            at++;
        }
        return text.substring(start, Math.min(at++, text.length()));
    }

    private String unquoted() {
        int start = at;
        while (at < text.length() && !isBlank(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\u201C' || c == '\u201D';
    }
}
