package com.tradingsystem.whatsapp.gateway.search;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.search.SearchQuery;
import com.tradingsystem.whatsapp.search.Term;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is answered to a search. */
@JsonNaming(SnakeCaseStrategy.class)
record SearchJson(
        List<Hit> hits,
        Matches matches,
        Interpreted interpreted,
        Coverage coverage,
        @Nullable String nextCursor) {

    /** A message that was found, and where in it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Hit(
            String id,
            String messageId,
            String coreId,
            String sessionName,
            String chatId,
            @Nullable String chatName,
            String fromWhatsappId,
            @Nullable String fromName,
            boolean isFromMe,
            Instant timestamp,
            String messageType,
            @Nullable String text,
            @Nullable String mediaFilename,
            @Nullable String contactName,
            List<Highlight> highlights) {}

    /**
     * A stretch that was asked for.
     *
     * @param field the member of the hit that holds it
     * @param start offset in UTF-16 code units
     * @param end behind its last character
     */
    record Highlight(String field, int start, int end) {}

    /** How many messages match. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Matches(int value, boolean atLeast) {}

    /** Up to when everything that was acknowledged is found. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Coverage(Instant completeUntil, boolean rebuilding) {}

    /** What was understood of the query. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Interpreted(
            List<AnyOf> anyOf,
            List<String> from,
            List<String> in,
            @Nullable Boolean fromMe,
            List<String> types,
            List<String> traits,
            @Nullable Instant after,
            @Nullable Instant before,
            List<String> notes) {

        /** Words that all are to be there, and words that are not; folded. */
        record AnyOf(List<String> all, List<String> none) {}

        static Interpreted of(SearchQuery query) {
            return new Interpreted(
                    query.groups().stream()
                            .map(group -> new AnyOf(
                                    group.all().stream().map(Interpreted::shown).toList(),
                                    group.none().stream()
                                            .map(Interpreted::shown)
                                            .toList()))
                            .toList(),
                    query.senders(),
                    query.chats(),
                    query.fromMe(),
                    query.types().stream().sorted().toList(),
                    query.traits().stream()
                            .map(trait -> trait.name().toLowerCase(Locale.ROOT))
                            .sorted()
                            .toList(),
                    query.after(),
                    query.before(),
                    query.notes());
        }

        private static String shown(Term term) {
            if (!term.digits().isEmpty() || term.words().isEmpty()) {
                return term.typed();
            }
            String words = String.join(" ", term.words());
            return term.isPhrase() ? '"' + words + '"' : words;
        }
    }
}
