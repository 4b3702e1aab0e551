package com.tradingsystem.whatsapp.waha;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.Reading.Unrecognised;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReactionReaderTests {

    private final WahaEventReader reader = new WahaEventReader();

    @Test
    void authorOfTheTarget_isNotTheReactor() {
        Reading reading = reader.read(GoldenFiles.event("""
                {"event":"message.reaction","session":"main","me":{"id":"15550001111@c.us"},"payload":{
                  "id":"false_120363000000000001@g.us_R1",
                  "reaction":{"text":"x","messageId":"true_120363000000000001@g.us_A_15551230001@c.us"}}}
                """.getBytes(StandardCharsets.UTF_8)));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Unrecognised.class,
                        unrecognised -> assertThat(unrecognised.reason()).isEqualTo("no reactor"));
    }

    @Test
    void reactionWithoutId_isPlacedByItsTarget() {
        Reading reading = reader.read(GoldenFiles.event("""
                {"event":"message.reaction","session":"main","me":{"id":"15550001111@c.us"},"payload":{
                  "participant":"15551230002@c.us",
                  "reaction":{"text":"x","messageId":"true_120363000000000001@g.us_A_15551230001@c.us"}}}
                """.getBytes(StandardCharsets.UTF_8)));

        assertThat(ReadingText.of(reading))
                .contains("coreId: A", "chat: 120363000000000001@g.us", "reactor: 15551230002@c.us");
    }
}
