package com.tradingsystem.whatsapp.worker.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.worker.media.thumbnail.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
                Arguments.of(latin1("\u0000\u0000\u0000\u0014ftypqt  "), null, null, "video/quicktime", "mov", false),
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

    static Stream<Arguments> kinds() throws IOException {
        byte[] webm = Samples.resource("clip.webm");
        byte[] sound = replaced(webm, "\u0083\u0081\u0001", "\u0083\u0081\u0002");
        byte[] matroska = replaced(webm, "B\u0082\u0084webm", "B\u0082\u0084mkv1");
        return Stream.of(
                Arguments.of(webm, "video/webm", "webm"),
                Arguments.of(sound, "audio/webm", "webm"),
                Arguments.of(Arrays.copyOf(webm, 400), "video/webm", "webm"),
                Arguments.of(matroska, "video/x-matroska", "mkv"),
                Arguments.of(Samples.resource("voice.ogg"), "audio/ogg", "ogg"),
                Arguments.of(latin1("ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0000"), "audio/mpeg", "mp3"),
                Arguments.of(latin1("\u00ff\u00fb\u0090d\u0000\u0000\u0000\u0000"), "audio/mpeg", "mp3"),
                Arguments.of(mp4("M4A "), "audio/mp4", "m4a"),
                Arguments.of(mp4("mp42"), "video/mp4", "mp4"),
                Arguments.of(mp4("3gp4"), "video/3gpp", "3gp"),
                Arguments.of(mp4("isom"), "video/mp4", "mp4"),
                Arguments.of(mp4("iso5"), "video/mp4", "mp4"),
                Arguments.of(mp4("heic"), "image/heic", "heic"),
                Arguments.of(latin1("#!AMR\n"), "audio/amr", "amr"),
                Arguments.of(Samples.picture("png", 8, 8), "image/png", "png"),
                Arguments.of(Samples.picture("gif", 8, 8), "image/gif", "gif"),
                Arguments.of(Samples.picture("jpg", 8, 8), "image/jpeg", "jpg"),
                Arguments.of(Samples.resource("lossy.webp"), "image/webp", "webp"),
                Arguments.of(Samples.pdf(), "application/pdf", "pdf"),
                Arguments.of(zip("a.txt"), "application/zip", "zip"),
                Arguments.of(office("word/document.xml"), DOCX, "docx"),
                Arguments.of(
                        office("xl/workbook.xml"),
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        "xlsx"),
                Arguments.of(
                        office("ppt/presentation.xml"),
                        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                        "pptx"),
                Arguments.of(zip("word/a.xml", "_rels/.rels", "[Content_Types].xml"), DOCX, "docx"),
                Arguments.of(zip("animation/animation.json"), "application/was", "was"),
                Arguments.of(zip("animation/", "animation/animation.json"), "application/was", "was"),
                Arguments.of(
                        zip("AndroidManifest.xml", "classes.dex"), "application/vnd.android.package-archive", "apk"),
                Arguments.of(
                        zip("META-INF/MANIFEST.MF", "AndroidManifest.xml"),
                        "application/vnd.android.package-archive",
                        "apk"),
                Arguments.of(zip("from ana/animation/animation.json"), "application/zip", "zip"),
                Arguments.of(zip("docs/[Content_Types].xml", "docs/word/document.xml"), "application/zip", "zip"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void bytes_sayWhatAFileIs_whateverItsSenderSays(byte[] bytes, String type, String extension) throws IOException {
        Path file = Files.write(directory.resolve("file"), bytes);

        for (String declared : new String[] {
            null, "video/mp4", "audio/aac", "image/png", "application/octet-stream", "application/pdf", "no type"
        }) {
            for (String name : new String[] {null, "file.mp4", "file.txt", "file.bin"}) {
                FileType sniffed = sniffer.sniff(file, declared, name);
                assertThat(sniffed.mimeType()).as("%s, %s", declared, name).isEqualTo(type);
                assertThat(sniffed.extension()).isEqualTo(extension);
            }
        }
    }

    @Test
    void recordingWhoseTracksAreNotSeen_isWhatItsSenderSays() throws IOException {
        Path file = Files.write(directory.resolve("file"), Arrays.copyOf(Samples.resource("clip.webm"), 100));

        assertThat(sniffer.sniff(file, "audio/ogg; codecs=opus", null))
                .isEqualTo(new FileType("audio/webm", "webm", false));
        assertThat(sniffer.sniff(file, "video/mp4", null)).isEqualTo(new FileType("video/webm", "webm", false));
        assertThat(sniffer.sniff(file, "image/jpeg", null)).isEqualTo(new FileType("video/webm", "webm", true));
    }

    @ParameterizedTest
    @CsvSource({
        "word/document.xml, application/vnd.ms-word.document.macroEnabled.12, docm",
        "word/document.xml, application/vnd.openxmlformats-officedocument.wordprocessingml.template, dotx",
        "xl/workbook.xml, application/vnd.ms-excel.sheet.macroEnabled.12, xlsm",
        "xl/workbook.bin, application/vnd.ms-excel.sheet.binary.macroEnabled.12, xlsb",
        "ppt/presentation.xml, application/vnd.openxmlformats-officedocument.presentationml.slideshow, ppsx"
    })
    void kindsOfOfficeDocuments_areToldApartByTheirSender(String part, String declared, String ending)
            throws IOException {
        Path file = Files.write(directory.resolve("file"), office(part));

        assertThat(sniffer.sniff(file, declared, null).extension()).isEqualTo(ending);
        assertThat(sniffer.sniff(file, null, "file." + ending).extension()).isEqualTo(ending);
        assertThat(sniffer.sniff(file, "application/octet-stream", "file." + ending)
                        .differs())
                .isFalse();
    }

    @Test
    void sticker_isOneAlsoWhereItsSenderOnlySaysSo() throws IOException {
        Path file = Files.write(directory.resolve("file"), zip("metadata.json"));

        assertThat(sniffer.sniff(file, "application/was", null))
                .isEqualTo(new FileType("application/was", "was", false));
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
        return zip("word/document.xml");
    }

    private static byte[] office(String document) throws IOException {
        return zip("[Content_Types].xml", "_rels/.rels", document);
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.endsWith("/") ? new byte[0] : "<x/>".getBytes(UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static byte[] mp4(String brand) {
        return latin1("\u0000\u0000\u0000\u0014ftyp" + brand + "\u0000\u0000\u0000\u0000" + brand);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        return latin1(new String(bytes, ISO_8859_1).replace(from, to));
    }
}
