package com.tradingsystem.whatsapp.worker.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what comes over the network to disk, hashing on the way: memory is one buffer a file, however large it is. Safe for use
 * by many threads; several processes may share the directory.
 */
final class Spool {

    private static final Logger log = LoggerFactory.getLogger(Spool.class);
    private static final int BUFFER = 64 * 1024;

    /** Left to others on the same disk. */
    private static final long RESERVE = 128L << 20;

    /** What is that old was left behind by a process that died. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(12);

    private final Path directory;
    private final long maxBytes;
    private final InstantSource clock;

    /** @param maxBytes the largest file that is taken */
    Spool(Path directory, long maxBytes, InstantSource clock) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** What came of taking a file. */
    sealed interface Taken {

        /** All of it is here. */
        record Whole(SpooledFile file) implements Taken {}

        /** It is larger than what is taken; the rest was not read. */
        record TooBig() implements Taken {}

        /** It ended, or broke off, before the length that was announced. */
        record Truncated(long received) implements Taken {}

        /** The source paused for too long, or the whole took too long. */
        record TooSlow(long received) implements Taken {}

        /** This disk has no room. */
        record NoRoom() implements Taken {}
    }

    /** What keeps it from taking any file; null if nothing does. */
    @Nullable
    String trouble() {
        try {
            Files.createDirectories(directory);
            if (!Files.isWritable(directory)) {
                return directory + " cannot be written to";
            }
            return Files.getFileStore(directory).getUsableSpace() < RESERVE ? directory + " has no room" : null;
        } catch (IOException e) {
            return directory + " cannot be written to: " + e.getClass().getSimpleName();
        }
    }

    /**
     * Takes a file.
     *
     * @param announced its length, or -1
     */
    Taken take(InputStream source, long announced) {
        if (announced > maxBytes) {
            return new Taken.TooBig();
        }
        Path file;
        try {
            Files.createDirectories(directory);
            if (Files.getFileStore(directory).getUsableSpace() < RESERVE + Math.max(announced, 0)) {
                return new Taken.NoRoom();
            }
            file = Files.createTempFile(directory, "media-", ".part");
        } catch (IOException e) {
            return new Taken.NoRoom();
        }
        Taken taken = new Taken.NoRoom();
        try {
            taken = copy(source, announced, file);
            return taken;
        } finally {
            if (!(taken instanceof Taken.Whole)) {
                new SpooledFile(file, 0, "").close();
            }
        }
    }

    private Taken copy(InputStream source, long announced, Path file) {
        MessageDigest sha256 = sha256();
        byte[] buffer = new byte[BUFFER];
        long received = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                int read;
                try {
                    read = source.read(buffer);
                } catch (InterruptedIOException e) {
                    return new Taken.TooSlow(received);
                } catch (IOException e) {
                    return new Taken.Truncated(received);
                }
                if (read < 0) {
                    break;
                }
                received += read;
                if (received > maxBytes) {
                    return new Taken.TooBig();
                }
                sha256.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            return new Taken.NoRoom();
        }
        return announced >= 0 && received != announced
                ? new Taken.Truncated(received)
                : new Taken.Whole(new SpooledFile(file, received, HexFormat.of().formatHex(sha256.digest())));
    }

    /** A name for a file to be written, which closing removes. */
    SpooledFile empty() throws IOException {
        Files.createDirectories(directory);
        return new SpooledFile(Files.createTempFile(directory, "thumb-", ".jpg"), 0, "");
    }

    /** Removes what processes that died have left behind. */
    void sweep() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "{media,thumb,frame}-*")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(clock.instant().minus(LEFT_BEHIND))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            log.debug("the spool was not swept: {}", e.toString());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
