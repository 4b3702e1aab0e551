package com.tradingsystem.whatsapp.worker.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file on its way from WAHA to the store; closing it removes it.
 *
 * @param sha256 of its bytes, in lower-case hexadecimal
 */
record SpooledFile(Path path, long sizeBytes, String sha256) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SpooledFile.class);

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            log.warn("a spooled file stays for the next sweep: {}", e.getClass().getSimpleName());
        }
    }
}
