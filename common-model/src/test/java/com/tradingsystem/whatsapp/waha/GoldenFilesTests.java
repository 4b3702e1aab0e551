package com.tradingsystem.whatsapp.waha;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every golden file is read as written beside it. After a change of the reader that is meant, run once with {@code
 * -Dgolden.write=true} and review the difference.
 */
class GoldenFilesTests {

    private final WahaEventReader reader = new WahaEventReader();

    @TestFactory
    Stream<DynamicTest> payload_isReadAsExpected() {
        return GoldenFiles.all().stream()
                .map(file -> DynamicTest.dynamicTest(GoldenFiles.nameOf(file), () -> check(file)));
    }

    private void check(Path file) throws IOException {
        String text = ReadingText.of(reader.read(GoldenFiles.event(file)));
        Path expected = GoldenFiles.expected(file);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(expected, text, StandardCharsets.UTF_8);
        }
        assertThat(text).isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
    }
}
