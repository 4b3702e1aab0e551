package com.tradingsystem.whatsapp.gateway.search;

import com.tradingsystem.whatsapp.search.SearchQuery;
import com.tradingsystem.whatsapp.search.Term;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How much of a query stands in a text as it was typed, with its accents: avô before avó. */
final class Exactness {

    private final List<Pattern> typed;

    Exactness(SearchQuery query) {
        this.typed = query.wanted().stream()
                .map(Term::typed)
                .map(Exactness::composed)
                .map(word -> Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])"))
                .toList();
    }

    /** How many of the terms. */
    int of(String text) {
        String composed = composed(text);
        return (int)
                typed.stream().filter(word -> word.matcher(composed).find()).count();
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
