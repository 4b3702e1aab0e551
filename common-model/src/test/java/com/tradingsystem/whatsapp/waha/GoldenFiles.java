package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.RawEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The payloads under {@code src/test/resources/waha}, one folder per engine: those with {@code captured} in their
 * name came from a running WAHA, the others were written after its sources. What is to be read from each is beside
 * it, in a file of the same name that ends in {@value #EXPECTED}.
 */
public final class GoldenFiles {

    static final String EXPECTED = ".expected";

    /** When all of them arrived, a few hours after they were sent. */
    static final Instant ARRIVAL = Instant.parse("2026-11-22T12:00:00Z");

    private static final Path ROOT = Path.of("src/test/resources/waha");

    private GoldenFiles() {}

    static List<Path> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawEvent event(Path file) {
        return event(bytes(file));
    }

    public static RawEvent event(byte[] body) {
        return new RawEvent(body, null, ARRIVAL);
    }

    static RawEvent event(String name) {
        return event(ROOT.resolve(name + ".json"));
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path expected(Path file) {
        return Path.of(file.toString().replaceFirst("\\.json$", EXPECTED));
    }

    static String nameOf(Path file) {
        return ROOT.relativize(file).toString();
    }
}
