package com.tradingsystem.whatsapp.waha;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.Reading.Understood;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * There is a golden file for every event that an engine sends, by the matrix in WAHA's documentation as of 2026.7.1.
 */
class SupportMatrixTests {

    private static final String EVERYWHERE =
            "message message.any message.reaction message.ack message.ack.group message.edited message.revoked"
                    + " session.status group.v2.join group.v2.leave group.v2.participants group.v2.update"
                    + " presence.update poll.vote call.received engine.event";

    private final WahaEventReader reader = new WahaEventReader();

    @ParameterizedTest
    @CsvSource({
        "noweb, group.join poll.vote.failed call.accepted call.rejected label.upsert label.deleted label.chat.added"
                + " label.chat.deleted state.change",
        "gows, poll.vote.failed event.response event.response.failed call.accepted call.rejected label.upsert"
                + " label.deleted label.chat.added label.chat.deleted",
        "webjs, message.waiting group.join group.leave chat.archive poll.vote.failed call.rejected state.change",
        "wpp, label.chat.added label.chat.deleted state.change",
    })
    void everyEventOfAnEngine_isUnderstood(String engine, String events) {
        List<Understood> readings = GoldenFiles.all().stream()
                .filter(file -> file.startsWith(Path.of("src/test/resources/waha", engine)))
                .map(file -> reader.read(GoldenFiles.event(file)))
                .filter(Understood.class::isInstance)
                .map(Understood.class::cast)
                .toList();

        assertThat(readings)
                .extracting(understood -> understood.envelope().event())
                .contains(Stream.of((EVERYWHERE + " " + events).split(" ", -1)).toArray(String[]::new));
    }
}
