package com.tradingsystem.whatsapp.waha;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.JsonText;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Asks the server itself whether it takes what the reader calls storable. */
class StorableIntegrationTests {

    private final WahaEventReader reader = new WahaEventReader();

    @Test
    void whateverWasRead_isTakenByTheServer() {
        HostileInputs hostile = new HostileInputs(new SplittableRandom(5));
        List<ObservedMessage> messages = Stream.concat(
                        GoldenFiles.all().stream().map(GoldenFiles::event),
                        Stream.generate(hostile::next).limit(3_000).map(GoldenFiles::event))
                .flatMap(this::messages)
                .toList();
        List<String> jsons =
                messages.stream().flatMap(StorableIntegrationTests::jsons).toList();
        List<String> texts = messages.stream()
                .map(message -> message.content().body())
                .filter(Objects::nonNull)
                .toList();

        try (TestDatabase database = TestDatabase.createEmpty()) {
            for (String json : jsons) {
                assertThatCode(() -> database.jdbc()
                                .sql("select cast(? as jsonb) -> 'a'")
                                .param(json)
                                .query()
                                .listOfRows())
                        .as(json)
                        .doesNotThrowAnyException();
            }
            for (String text : texts) {
                assertThatCode(() -> database.jdbc()
                                .sql("select cast(? as text)")
                                .param(text)
                                .query(String.class)
                                .single())
                        .as(text)
                        .doesNotThrowAnyException();
            }
        }
    }

    private Stream<ObservedMessage> messages(RawEvent event) {
        return reader.read(event) instanceof Understood understood
                ? understood.events().stream()
                        .filter(MessageSeen.class::isInstance)
                        .map(seen -> ((MessageSeen) seen).message())
                : Stream.empty();
    }

    private static Stream<String> jsons(ObservedMessage message) {
        String error =
                message.content() instanceof Media media ? media.pointer().error() : null;
        return Stream.concat(
                Stream.of(message.rawData(), message.attributes().linkPreview())
                        .filter(Objects::nonNull)
                        .map(JsonText::text),
                Stream.ofNullable(error));
    }
}
