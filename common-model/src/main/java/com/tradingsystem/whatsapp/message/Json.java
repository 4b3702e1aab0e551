package com.tradingsystem.whatsapp.message;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.stream.Collectors;

/** The little JSON this package makes itself. */
final class Json {

    private Json() {}

    static String array(List<String> texts) {
        return texts.stream()
                .map(text -> '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"')
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
