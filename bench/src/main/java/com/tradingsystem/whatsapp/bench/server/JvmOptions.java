package com.tradingsystem.whatsapp.bench.server;

import com.tradingsystem.whatsapp.bench.setting.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What the gateway's JVM is started with: the options of its image, but for those that name files of the image, and its memory. */
final class JvmOptions {

    /** Goes after the image's options, as {@code JAVA_OPTS} does there. */
    private static final String MORE = "WHATSAPP_BENCH_JAVA_OPTS";

    private static final String OPTIONS = "image/jvm.options";

    /** The image's Java, which knows all of its options. */
    private static final int IMAGE_JAVA = 25;

    /** The limit of the gateway's container, of which the image's options take their share; else it would be a share of this machine. */
    private static final String MEMORY = "-XX:MaxRAM=1g";

    private JvmOptions() {}

    static List<String> of(Home home) {
        List<String> options = new ArrayList<>();
        if (Runtime.version().feature() >= IMAGE_JAVA) {
            options.addAll(ofImage(home));
            options.add(MEMORY);
        }
        String more = System.getenv(MORE);
        if (more != null && !more.isBlank()) {
            options.addAll(List.of(more.strip().split("\\s+")));
        }
        return options;
    }

    private static List<String> ofImage(Home home) {
        try {
            return Files.readAllLines(home.module("deploy").resolve(OPTIONS)).stream()
                    .filter(line -> line.startsWith("-"))
                    .filter(line -> !line.contains("=/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
