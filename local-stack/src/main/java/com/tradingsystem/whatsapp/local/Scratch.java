package com.tradingsystem.whatsapp.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The folder for temporary files, in which a process that was killed leaves some behind. */
final class Scratch {

    private static final Logger log = LoggerFactory.getLogger(Scratch.class);

    private Scratch() {}

    /** Takes away what earlier processes left; whoever calls holds the lock, so there is no other. */
    static void clear(Path directory) {
        try {
            Files.createDirectories(directory);
            for (Path left : entries(directory)) {
                FileSystemUtils.deleteRecursively(left);
            }
        } catch (IOException e) {
            log.debug("Something is left in the folder for temporary files", e);
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }
}
