package com.tradingsystem.whatsapp.message.annotation;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.stream.Collectors;

/** Writes arrays of texts as JSON. */
public final class JsonArrays {

    private JsonArrays() {}

    /** An array of these texts, in their order. */
    public static String of(List<String> texts) {
        return texts.stream()
                .map(text -> '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"')
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
