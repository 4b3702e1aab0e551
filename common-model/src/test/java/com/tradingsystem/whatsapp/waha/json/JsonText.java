package com.tradingsystem.whatsapp.waha.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;

/** Lets JSON texts of tests in through the same gate as deliveries. */
public final class JsonText {

    private JsonText() {}

    public static Json read(String json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return Json.of(new StorableJson(EnumSet.noneOf(Flag.class)).read(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
