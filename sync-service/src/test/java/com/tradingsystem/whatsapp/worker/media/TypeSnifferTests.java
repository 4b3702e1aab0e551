package com.tradingsystem.whatsapp.worker.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.worker.media.thumbnail.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypeSnifferTests {

    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    @TempDir
    Path directory;

    private final TypeSniffer sniffer = new TypeSniffer();

    static Stream<Arguments> files() throws IOException {
        byte[] photo = Samples.picture("jpg", 20, 20);
        byte[] text = "a;b;c\n1;2;3\n".getBytes(UTF_8);
        byte[] noise = {1, 2, 3, (byte) 0x80, 0, 0, 5};
        return Stream.of(
                Arguments.of(photo, "image/jpeg", "a.jpg", "image/jpeg", "jpg", false),
                Arguments.of(photo, null, null, "image/jpeg", "jpg", false),
                Arguments.of(photo, "image/png", "a.png", "image/jpeg", "jpg", false),
                Arguments.of(photo, "application/pdf", "a.pdf", "image/jpeg", "jpg", true),
                Arguments.of(photo, "application/octet-stream", "a.exe", "image/jpeg", "jpg", false),
                Arguments.of(Samples.resource("lossy.webp"), "image/webp", null, "image/webp", "webp", false),
                Arguments.of(Samples.resource("clip.mp4"), "video/mp4", null, "video/mp4", "mp4", false),
                Arguments.of(Samples.resource("clip.mp4"), "audio/mp4", null, "audio/mp4", "m4a", false),
                Arguments.of(Samples.resource("voice.ogg"), "audio/ogg; codecs=opus", null, "audio/ogg", "ogg", false),
                Arguments.of(Samples.pdf(), "application/pdf", "a.pdf", "application/pdf", "pdf", false),
                Arguments.of(zip(), DOCX, "a.docx", DOCX, "docx", false),
                Arguments.of(zip(), null, "a.docx", DOCX, "docx", false),
                Arguments.of(zip(), "image/jpeg", "a.jpg", "application/zip", "zip", true),
                Arguments.of(text, "text/csv", "a.csv", "text/csv", "csv", false),
                Arguments.of(text, "text/csv", null, "text/csv", "csv", false),
                Arguments.of(text, null, null, "text/plain", "txt", false),
                Arguments.of(
                        "BEGIN:VCARD\nEND:VCARD\n".getBytes(UTF_8),
                        "text/vcard",
                        "Ana.vcf",
                        "text/x-vcard",
                        "vcf",
                        false),
                Arguments.of(noise, "image/jpeg", "a.jpg", "application/octet-stream", "bin", true),
                Arguments.of(noise, "video/mp4", "a.mp4", "application/octet-stream", "bin", true),
                Arguments.of(noise, "text/html", "a.html", "application/octet-stream", "bin", true),
                Arguments.of(noise, null, "../../a.jpg\u0000", "application/octet-stream", "bin", false),
                Arguments.of("<html><body>x".getBytes(UTF_8), "image/jpeg", "a.jpg", "text/html", "html", true),
                Arguments.of(new byte[0], "image/jpeg", "a.jpg", "application/octet-stream", "bin", true),
                Arguments.of(
                        "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(UTF_8),
                        "image/svg+xml",
                        "a.svg",
                        "image/svg+xml",
                        "svg",
                        false));
    }

    @ParameterizedTest
    @MethodSource("files")
    void bytes_sayWhatAFileIs(
            byte[] bytes,
            @Nullable String declared,
            @Nullable String name,
            String type,
            String extension,
            boolean differs)
            throws IOException {
        Path file = Files.write(directory.resolve("file"), bytes);

        assertThat(sniffer.sniff(file, declared, name)).isEqualTo(new FileType(type, extension, differs));
    }

    @Test
    void madeUpTypes_areNotRemembered() throws IOException {
        Path file = Files.write(directory.resolve("file"), "text".getBytes(UTF_8));
        int known = MimeTypes.getDefaultMimeTypes()
                .getMediaTypeRegistry()
                .getTypes()
                .size();

        for (int i = 0; i < 100; i++) {
            assertThat(sniffer.sniff(file, "image/x-made-up-" + i, "file.made" + i)
                            .mimeType())
                    .isEqualTo("text/plain");
        }

        assertThat(MimeTypes.getDefaultMimeTypes().getMediaTypeRegistry().getTypes())
                .hasSize(known);
    }

    @Test
    void activeContent_isKnownAsSuch() {
        assertThat(new FileType("image/svg+xml", "svg", false).isActive()).isTrue();
        assertThat(new FileType("text/html", "html", false).isActive()).isTrue();
        assertThat(new FileType("application/rss+xml", "rss", false).isActive()).isTrue();
        assertThat(new FileType("application/pdf", "pdf", false).isActive()).isFalse();
        assertThat(new FileType("image/jpeg", "jpg", false).isActive()).isFalse();
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write("<x/>".getBytes(UTF_8));
        }
        return out.toByteArray();
    }
}
