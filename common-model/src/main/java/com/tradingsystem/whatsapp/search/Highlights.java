package com.tradingsystem.whatsapp.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where in a text what was asked for stands. */
public final class Highlights {

    private static final int MOST_WORDS = 5_000;
    private static final int MOST = 200;

    private final List<Term> wanted;
    private final Map<String, Set<String>> lexemes;

    /** @param lexemes what the server makes of all folded words of the terms and of the texts */
    public Highlights(List<Term> wanted, Map<String, Set<String>> lexemes) {
        this.wanted = List.copyOf(wanted);
        this.lexemes = Map.copyOf(lexemes);
    }

    /**
     * A stretch of a text, in UTF-16 code units.
     *
     * @param end behind its last character
     */
    public record Span(int start, int end) {}

    /** The folded words of a text of which the server's lexemes are needed. */
    public static Stream<String> words(String text) {
        return Words.in(text).stream().limit(MOST_WORDS).map(Words.Word::folded);
    }

    /** The stretches, in their order, none over another; at most {@value #MOST}. */
    public List<Span> in(String text) {
        List<Words.Word> words = Words.in(text).stream().limit(MOST_WORDS).toList();
        List<Numbers.Place> numbers =
                wanted.stream().allMatch(term -> term.digits().isEmpty()) ? List.of() : Numbers.places(text);
        List<Span> spans = new ArrayList<>();
        for (Term term : wanted) {
            addWords(term, words, spans);
            addNumbers(term, numbers, words, spans);
            addEmoji(term, text, spans);
        }
        return merged(spans);
    }

    private void addWords(Term term, List<Words.Word> words, List<Span> spans) {
        List<String> asked = term.words();
        for (int at = 0; at < words.size(); at++) {
            int first = at;
            if (term.areApart() && asked.stream().anyMatch(word -> meets(word, words.get(first)))) {
                spans.add(new Span(words.get(at).start(), words.get(at).end()));
            } else if (!term.areApart() && !asked.isEmpty() && at + asked.size() <= words.size()) {
                int length = 0;
                while (length < asked.size() && meets(asked.get(length), words.get(at + length))) {
                    length++;
                }
                if (length == asked.size()) {
                    spans.add(new Span(
                            words.get(at).start(), words.get(at + length - 1).end()));
                }
            }
        }
    }

    private boolean meets(String asked, Words.Word word) {
        Set<String> some = lexemes.getOrDefault(asked, Set.of());
        return asked.equals(word.folded())
                || lexemes.getOrDefault(word.folded(), Set.of()).stream().anyMatch(some::contains);
    }

    private static void addNumbers(Term term, List<Numbers.Place> numbers, List<Words.Word> words, List<Span> spans) {
        for (Numbers.Place place : numbers) {
            if (PhoneDigits.known(place.digits()).stream().anyMatch(known -> isAsked(term, known))) {
                spans.add(new Span(place.start(), place.end()));
            }
        }
        if (!term.digits().isEmpty()) {
            words.stream()
                    .filter(word -> isAsked(term, word.folded()))
                    .forEach(word -> spans.add(new Span(word.start(), word.end())));
        }
    }

    private static boolean isAsked(Term term, String known) {
        return term.digits().stream()
                .anyMatch(asked -> term.isBeginning(asked) ? known.startsWith(asked) : known.equals(asked));
    }

    private static void addEmoji(Term term, String text, List<Span> spans) {
        if (term.emoji().isEmpty()) {
            return;
        }
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int codePoint = text.codePointAt(at);
            if (Emoji.is(codePoint) && term.emoji().contains(Emoji.word(codePoint))) {
                spans.add(new Span(at, at + Character.charCount(codePoint)));
            }
        }
    }

    private static List<Span> merged(List<Span> spans) {
        List<Span> merged = new ArrayList<>();
        for (Span span : spans.stream()
                .sorted(Comparator.comparingInt(Span::start).thenComparingInt(Span::end))
                .collect(Collectors.toList())) {
            if (!merged.isEmpty() && span.start < merged.getLast().end) {
                Span last = merged.removeLast();
                merged.add(new Span(last.start, Math.max(last.end, span.end)));
            } else {
                merged.add(span);
            }
        }
        return List.copyOf(merged.subList(0, Math.min(MOST, merged.size())));
    }
}
