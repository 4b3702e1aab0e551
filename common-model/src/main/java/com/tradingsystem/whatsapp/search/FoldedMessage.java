package com.tradingsystem.whatsapp.search;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a message by which it is found, folded.
 *
 * @param marks numbers by their digits alone and emoji, of all of them
 */
public record FoldedMessage(String body, String contactName, String filename, String marks) {

    /**
     * The vector in SQL, of a row {@code r} with the columns body, contact_name, filename and marks: what {@code search_vector()} makes,
     * and the marks. No function, because it runs for every message.
     */
    public static final String VECTOR = """
            setweight(to_tsvector('whatsapp_gateway.portuguese_folded', r.body), 'A')
              || setweight(to_tsvector('whatsapp_gateway.portuguese_folded', r.contact_name), 'B')
              || setweight(to_tsvector('whatsapp_gateway.portuguese_folded', r.filename), 'C')
              || setweight(to_tsvector('whatsapp_gateway.portuguese_folded', r.marks), 'D')""";

    /**
     * Folds the texts of a message.
     *
     * @param body what it says now, or its caption
     * @param contactName the name on a contact card
     * @param filename the name of its file
     */
    public static FoldedMessage of(@Nullable String body, @Nullable String contactName, @Nullable String filename) {
        FoldedText said = FoldedText.of(body);
        FoldedText card = FoldedText.name(contactName);
        FoldedText file = FoldedText.name(filename);
        String marks = Stream.of(said, card, file)
                .map(FoldedText::marks)
                .filter(some -> !some.isEmpty())
                .collect(Collectors.joining(" "));
        return new FoldedMessage(said.words(), card.words(), file.words(), marks);
    }

    /** Whether there is nothing to find. */
    public boolean isEmpty() {
        return body.isEmpty() && contactName.isEmpty() && filename.isEmpty() && marks.isEmpty();
    }
}
