package com.tradingsystem.whatsapp.worker.media.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailsTests {

    private static final long MOST_PIXELS = 64_000_000;

    @TempDir
    Path directory;

    private final Thumbnails thumbnails = new Thumbnails(MOST_PIXELS, "ffmpeg");

    @ParameterizedTest
    @CsvSource({"jpg, image/jpeg", "png, image/png", "gif, image/gif", "bmp, image/bmp"})
    void picture_isDrawnSmall(String format, String type) throws IOException {
        BufferedImage thumbnail = draw(Samples.picture(format, 1600, 800), type);

        assertThat(thumbnail.getWidth()).isEqualTo(320);
        assertThat(thumbnail.getHeight()).isEqualTo(160);
        assertThat(isNear(thumbnail, 40, 80, Color.RED)).isTrue();
        assertThat(isNear(thumbnail, 280, 80, Color.BLUE)).isTrue();
    }

    @Test
    void smallPicture_keepsItsSize() throws IOException {
        BufferedImage thumbnail = draw(Samples.picture("png", 64, 32), "image/png");

        assertThat(thumbnail.getWidth()).isEqualTo(64);
        assertThat(thumbnail.getHeight()).isEqualTo(32);
    }

    @Test
    void webp_isDrawn() throws IOException {
        BufferedImage thumbnail = draw(Samples.resource("lossy.webp"), "image/webp");

        assertThat(thumbnail.getWidth()).isEqualTo(320);
        assertThat(thumbnail.getHeight()).isEqualTo(180);
    }

    @Test
    void transparentSticker_isWhiteBehind() throws IOException {
        BufferedImage thumbnail = draw(Samples.resource("transparent.webp"), "image/webp");

        assertThat(isNear(thumbnail, 48, 32, Color.WHITE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void movingSticker_showsItsCanvas_fromWhereSomethingIsSeen(int blanks) throws IOException {
        BufferedImage thumbnail = draw(Samples.movingWebp(blanks, 320, 240), "image/webp");

        assertThat(thumbnail.getWidth()).isEqualTo(320);
        assertThat(thumbnail.getHeight()).isEqualTo(240);
        assertThat(isNear(thumbnail, 80, 60, Color.WHITE)).isTrue();
        assertThat(isNear(thumbnail, 240, 60, Color.WHITE)).isTrue();
        assertThat(isNear(thumbnail, 80, 180, Color.WHITE)).isTrue();
        assertThat(isNear(thumbnail, 240, 180, Color.WHITE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void movingGif_showsItsCanvas_fromWhereSomethingIsSeen(int blanks) throws IOException {
        List<Samples.Frame> frames =
                new ArrayList<>(Collections.nCopies(blanks, new Samples.Frame(0, 0, 1600, 800, false)));
        frames.add(new Samples.Frame(800, 400, 400, 200, true));
        frames.add(new Samples.Frame(0, 0, 1600, 800, true));

        BufferedImage thumbnail = draw(Samples.gif(1600, 800, frames.toArray(new Samples.Frame[0])), "image/gif");

        assertThat(thumbnail.getWidth()).isEqualTo(320);
        assertThat(thumbnail.getHeight()).isEqualTo(160);
        assertThat(isNear(thumbnail, 200, 100, Color.RED)).isTrue();
        assertThat(isNear(thumbnail, 80, 40, Color.WHITE)).isTrue();
        assertThat(isNear(thumbnail, 280, 140, Color.WHITE)).isTrue();
    }

    @Test
    void gifThatIsNeverSeen_isWhite() throws IOException {
        BufferedImage thumbnail = draw(Samples.gif(100, 60, new Samples.Frame(10, 10, 20, 20, false)), "image/gif");

        assertThat(thumbnail.getWidth()).isEqualTo(100);
        assertThat(isNear(thumbnail, 20, 20, Color.WHITE)).isTrue();
    }

    @Test
    void gifWhoseScreenIsTooSmall_isAsLargeAsItsFirstFrame() throws IOException {
        BufferedImage thumbnail = draw(Samples.gif(0, 0, new Samples.Frame(10, 20, 50, 40, true)), "image/gif");

        assertThat(thumbnail.getWidth()).isEqualTo(60);
        assertThat(thumbnail.getHeight()).isEqualTo(60);
        assertThat(isNear(thumbnail, 35, 40, Color.RED)).isTrue();
    }

    @Test
    void gifThatClaimsAVastScreen_isRefused() throws IOException {
        assertNone(Samples.gif(65_000, 65_000, new Samples.Frame(0, 0, 8, 8, true)), "image/gif");
    }

    @ParameterizedTest
    @CsvSource({"1, 320, 160, 40, 80", "3, 320, 160, 280, 80", "6, 160, 320, 80, 40", "8, 160, 320, 80, 280"})
    void photo_isUprightAsItsCameraSays(int orientation, int width, int height, int redX, int redY) throws IOException {
        BufferedImage thumbnail = draw(Samples.turned(orientation, 1600, 800), "image/jpeg");

        assertThat(thumbnail.getWidth()).isEqualTo(width);
        assertThat(thumbnail.getHeight()).isEqualTo(height);
        assertThat(isNear(thumbnail, redX, redY, Color.RED)).isTrue();
        assertThat(isNear(thumbnail, width - redX, height - redY, Color.BLUE)).isTrue();
    }

    @Test
    void pictureForPrint_keepsItsColour() throws IOException {
        BufferedImage thumbnail = draw(Samples.cmyk(400, 200), "image/jpeg");

        Color colour = new Color(thumbnail.getRGB(100, 50));
        assertThat(colour.getRed()).isLessThan(100);
        assertThat(colour.getGreen()).isGreaterThan(120);
        assertThat(colour.getBlue()).isGreaterThan(180);
    }

    @ParameterizedTest
    @CsvSource({"60000, 60000", "100000, 1", "1, 100000", "8001, 8001", "2147483647, 2147483647"})
    void bomb_isRefusedByItsMeasuresAlone(int width, int height) throws IOException {
        assertNone(Samples.pngClaiming(width, height), "image/png");
    }

    @Test
    void pictureThatTakesMoreThanAQuarterOfTheHeap_isRefused() throws IOException {
        Path file = Files.write(directory.resolve("file"), Samples.picture("png", 2000, 1000));
        PictureReader small = new PictureReader(MOST_PIXELS, 3_999_999);
        PictureReader large = new PictureReader(MOST_PIXELS, 4_000_000);

        assertThat(large.read(file, PictureFormat.PNG, 320).getWidth()).isEqualTo(667);
        assertThat(catchMessage(() -> small.read(file, PictureFormat.PNG, 320))).isEqualTo("has too many pixels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp"})
    void brokenPicture_hasNone(String type) throws IOException {
        byte[] whole = type.equals("image/webp")
                ? Samples.resource("lossy.webp")
                : Samples.picture(type.substring(6).replace("jpeg", "jpg"), 300, 300);
        byte[] noise = whole.clone();
        Arrays.fill(noise, 40, noise.length, (byte) 0x5a);

        assertNone(new byte[0], type);
        assertNone("not a picture at all".getBytes(StandardCharsets.UTF_8), type);
        assertNone(Arrays.copyOf(whole, 20), type);
        Path target = directory.resolve("thumb.jpg");
        thumbnails.draw(Files.write(directory.resolve("file"), noise), type, Optional::empty, target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"image/svg+xml", "text/html", "application/zip", "image/heic", "application/octet-stream", ""})
    void otherTypes_haveNone(String type) throws IOException {
        String svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><script>alert(1)</script></svg>";
        assertNone(svg.getBytes(StandardCharsets.UTF_8), type);
    }

    @Test
    void pdf_showsItsFirstPage() throws IOException {
        BufferedImage thumbnail = draw(Samples.pdf(), "application/pdf");

        assertThat(thumbnail.getHeight()).isEqualTo(320);
        assertThat(thumbnail.getWidth()).isBetween(224, 228);
        assertThat(isNear(thumbnail, 100, 160, Color.GREEN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%PDF-1.7\n%%EOF",
                "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\ntrailer<</Root 1 0 R>>"
            })
    void brokenPdf_hasNone(String text) throws IOException {
        assertNone(text.getBytes(StandardCharsets.US_ASCII), "application/pdf");
    }

    @Test
    void pdfThatNeverEnds_isStopped() throws IOException {
        StringBuilder endless = new StringBuilder();
        for (int i = 0; i < 400_000; i++) {
            endless.append("0 0 m 600 800 l 10 700 20 10 590 ").append(i % 800).append(" c 300 300 l h f*\n");
        }
        Path file = Files.write(directory.resolve("file"), Samples.pdf(endless.toString()));
        Path target = directory.resolve("thumb.jpg");
        long start = System.nanoTime();

        assertThat(catchMessage(() -> new PdfFirstPage(Duration.ofSeconds(2)).write(file, target)))
                .matches("took too long|ended with .*");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void pdfThatUnpacksWithoutEnd_takesItsOwnMemory() throws IOException {
        Path file = Files.write(directory.resolve("file"), Samples.pdfOfSpaces(300_000_000));
        long before = collections();

        boolean isDrawn = thumbnails.draw(file, "application/pdf", Optional::empty, directory.resolve("thumb.jpg"));

        if (isDrawn) { // there is nothing on the page, which a frugal reader may find out in time
            assertThat(ImageIO.read(directory.resolve("thumb.jpg").toFile())).isNotNull();
        }
        assertThat(collections() - before).as("nothing of it was unpacked here").isLessThan(20);
    }

    @Test
    void video_showsAFrameWhereThereIsFfmpeg() throws IOException {
        assumeThat(ffmpeg()).as("ffmpeg on the path").isTrue();

        for (String name : new String[] {"clip.mp4", "clip.webm"}) {
            String type = name.endsWith("mp4") ? "video/mp4" : "video/webm";
            BufferedImage thumbnail = draw(Samples.resource(name), type);
            assertThat(thumbnail.getWidth()).isEqualTo(320);
            assertThat(thumbnail.getHeight()).isEqualTo(180);
        }
        BufferedImage turned = draw(Samples.resource("turned.mp4"), "video/mp4");
        assertThat(turned.getWidth()).isLessThan(turned.getHeight());
    }

    @Test
    void playlistSaidToBeAVideo_opensNothing() throws IOException {
        assumeThat(ffmpeg()).as("ffmpeg on the path").isTrue();
        Path picture = Files.write(directory.resolve("inside.jpg"), Samples.picture("jpg", 100, 100));
        String playlist = "#EXTM3U\n#EXTINF:1,\nfile://" + picture + "\n#EXT-X-ENDLIST\n";
        String concat = "ffconcat version 1.0\nfile '" + picture + "'\n";

        for (String type : new String[] {"video/mp4", "video/webm", "video/mpeg", "video/x-msvideo"}) {
            assertNone(playlist.getBytes(StandardCharsets.UTF_8), type);
            assertNone(concat.getBytes(StandardCharsets.UTF_8), type);
        }
    }

    @Test
    void videoWithoutFfmpeg_showsThePreviewOfItsMessage() throws IOException {
        Thumbnails without = new Thumbnails(MOST_PIXELS, "/nowhere/ffmpeg");
        Path file = Files.write(directory.resolve("file"), Samples.resource("clip.mp4"));
        Path target = directory.resolve("thumb.jpg");

        assertThat(without.draw(file, "video/mp4", () -> Optional.of(Samples.picture("jpg", 72, 40)), target))
                .isTrue();
        assertThat(ImageIO.read(target.toFile()).getWidth()).isEqualTo(72);
        assertNothingElse();
    }

    @Test
    void previewThatIsNone_isNoThumbnail() throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[] {1, 2, 3});
        Path target = directory.resolve("thumb.jpg");

        assertThat(thumbnails.draw(
                        file, "image/heic", () -> Optional.of(new byte[] {(byte) 0xff, (byte) 0xd8}), target))
                .isFalse();
        assertThat(thumbnails.draw(file, "image/heic", () -> Optional.of(Samples.pngClaiming(60_000, 60_000)), target))
                .isFalse();
        assertThat(thumbnails.draw(
                        file,
                        "image/heic",
                        () -> {
                            throw new IllegalStateException("the database is away");
                        },
                        target))
                .isFalse();
    }

    @Test
    void voice_hasNoneAndAsksForNone() throws IOException {
        Path file = Files.write(directory.resolve("file"), Samples.resource("voice.ogg"));

        assertThat(thumbnails.draw(
                        file,
                        "audio/ogg",
                        () -> {
                            throw new AssertionError("asked");
                        },
                        directory.resolve("thumb.jpg")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep 60",
                "exec 3>\"$(dirname \"$0\")/big\"; dd if=/dev/zero bs=1048576 count=100 >&3",
                "a=x; while :; do a=$a$a; done",
                "exit 3"
            })
    void programThatMisbehaves_isStopped(String script) throws IOException {
        Path program = Files.writeString(directory.resolve("ffmpeg"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Path file = Files.write(directory.resolve("file"), Samples.resource("clip.mp4"));
        VideoPoster poster = new VideoPoster(program.toString(), Duration.ofSeconds(3));
        long start = System.nanoTime();

        assertThat(catchMessage(() -> poster.write(file, "video/mp4", directory.resolve("frame.jpg"))))
                .matches("took too long|ended with .*");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        Path big = directory.resolve("big");
        if (Files.exists(big)) {
            assertThat(Files.size(big)).isLessThan(70_000_000);
        }
    }

    @Test
    void program_seesNothingOfOurEnvironment() throws IOException {
        Path seen = directory.resolve("seen");
        Path program = Files.writeString(directory.resolve("ffmpeg"), "#!/bin/sh\nenv > " + seen + "\nexit 1\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

        catchMessage(() -> new VideoPoster(program.toString(), Duration.ofSeconds(3))
                .write(Files.write(directory.resolve("file"), new byte[1]), "video/mp4", directory.resolve("f.jpg")));

        assertThat(Files.readAllLines(seen))
                .allSatisfy(line -> assertThat(line).matches("(PATH|PWD|OLDPWD|SHLVL|_)=.*"));
    }

    private BufferedImage draw(byte[] bytes, String type) throws IOException {
        Path file = Files.write(directory.resolve("file"), bytes);
        Path target = directory.resolve("thumb.jpg");
        assertThat(thumbnails.draw(file, type, Optional::empty, target))
                .as(type)
                .isTrue();
        assertNothingElse();
        return ImageIO.read(target.toFile());
    }

    private void assertNone(byte[] bytes, String type) throws IOException {
        Path file = Files.write(directory.resolve("file"), bytes);
        assertThat(thumbnails.draw(file, type, Optional::empty, directory.resolve("thumb.jpg")))
                .isFalse();
    }

    private void assertNothingElse() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString())).containsOnly("file", "thumb.jpg");
        }
    }

    private static boolean isNear(BufferedImage image, int x, int y, Color expected) {
        Color actual = new Color(image.getRGB(x, y));
        return Math.abs(actual.getRed() - expected.getRed()) < 24
                && Math.abs(actual.getGreen() - expected.getGreen()) < 24
                && Math.abs(actual.getBlue() - expected.getBlue()) < 24;
    }

    private static String catchMessage(Call call) {
        try {
            call.run();
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static boolean ffmpeg() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "ffmpeg")));
    }

    private interface Call {
        void run() throws IOException;
    }
}
