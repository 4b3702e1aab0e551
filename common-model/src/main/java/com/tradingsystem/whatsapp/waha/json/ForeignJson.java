package com.tradingsystem.whatsapp.waha.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Parses JSON that anybody may have written: of webhooks, of WAHA's answers, and what is written as text inside of both. */
public final class ForeignJson {

    /** Every level takes some 70 bytes while the parser is inside. */
    public static final int MAX_WALKABLE_DEPTH = 100_000;

    /** Real ones stay below some thousand characters. */
    private static final int LONGEST_WITHIN = 100_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            // Field names are as hostile as all else: no pool of them may outlive the JSON they came in.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // One absurd value must not hide the others; the size of the whole is bounded already.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_WALKABLE_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private ForeignJson() {}

    /** Parses a text within the limits on depth and length that hold for everything from outside. */
    public static JsonParser parser(String text) throws IOException {
        return JSON.createParser(text);
    }

    /** JSON that was put into a text, as the parameters of buttons are; nothing if it is none. */
    public static Json within(Json text) {
        String json = text.text(LONGEST_WITHIN);
        if (json == null) {
            return text.isObject() || text.isArray() ? text : Json.NOTHING;
        }
        try (JsonParser parser = parser(json)) {
            parser.nextToken();
            Json read = Sanitized.read(parser).json();
            return parser.nextToken() == null ? read : Json.NOTHING;
        } catch (IOException e) {
            return Json.NOTHING;
        }
    }

    /**
     * The bytes as text. Decoded apart from parsing because the parser would stop at the first byte that is not UTF-8. Such
     * bytes become halves of surrogate pairs, so that the gate finds, mends and flags them where they are.
     */
    public static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(StorableText.REPLACEMENT) < 0 ? text : marked(bytes);
    }

    private static String marked(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .replaceWith("\uD800")
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("a decoder that replaces cannot fail", e);
        }
    }
}
