package com.tradingsystem.whatsapp.worker.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.worker.media.Spool.Taken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTests {

    @TempDir
    Path directory;

    @Test
    void wholeFile_isTakenWithItsHash() throws IOException {
        Taken taken = spool().take(of("abc"), 3);

        assertThat(taken).isInstanceOfSatisfying(Taken.Whole.class, whole -> {
            assertThat(whole.file().path()).hasContent("abc");
            assertThat(whole.file().sha256())
                    .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
            whole.file().close();
        });
        assertEmpty();
    }

    @Test
    void unannouncedLength_isWhatCame() {
        assertThat(spool().take(of("abc"), -1))
                .isInstanceOfSatisfying(
                        Taken.Whole.class,
                        whole -> assertThat(whole.file().sizeBytes()).isEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 4, 1000})
    void otherLengthThanAnnounced_isTruncated(long announced) throws IOException {
        assertThat(spool().take(of("abc"), announced)).isEqualTo(new Taken.Truncated(3));
        assertEmpty();
    }

    @Test
    void oneByteTooMany_isTooBig() throws IOException {
        assertThat(spool().take(of("x".repeat(1001)), -1)).isEqualTo(new Taken.TooBig());
        assertThat(spool().take(InputStream.nullInputStream(), 1001)).isEqualTo(new Taken.TooBig());
        assertThat(spool().take(of("x".repeat(1000)), 1000)).isInstanceOf(Taken.Whole.class);
    }

    @Test
    void sourceThatFails_leavesNothing() throws IOException {
        assertThat(spool().take(new SequenceInputStream(of("abc"), failing(new IOException("reset"))), 10))
                .isEqualTo(new Taken.Truncated(3));
        assertThat(spool().take(new SequenceInputStream(of("abc"), failing(new InterruptedIOException("timeout"))), 10))
                .isEqualTo(new Taken.TooSlow(3));
        assertEmpty();
    }

    @Test
    void directoryThatCannotBe_hasNoRoom() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        Spool spool = new Spool(file, 1000, Instant::now);

        assertThat(spool.take(of("abc"), 3)).isEqualTo(new Taken.NoRoom());
        assertThat(spool.trouble()).isEqualTo(file + " cannot be written to: FileAlreadyExistsException");
        assertThat(spool().trouble()).isNull();
    }

    @Test
    void sweep_removesWhatTheDeadLeftBehind_andNothingElse() throws IOException {
        Files.createDirectories(directory);
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(13)));
        for (String name : new String[] {"media-1.part", "thumb-1.jpg", "frame-1.jpg", "notes.txt"}) {
            Files.setLastModifiedTime(Files.writeString(directory.resolve(name), "x"), old);
        }
        Files.writeString(directory.resolve("media-2.part"), "x");

        spool().sweep();
        new Spool(directory.resolve("nowhere"), 1, Instant::now).sweep();

        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("notes.txt", "media-2.part");
        }
    }

    private Spool spool() {
        return new Spool(directory, 1000, Instant::now);
    }

    private void assertEmpty() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    private static InputStream of(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw failure;
            }
        };
    }
}
