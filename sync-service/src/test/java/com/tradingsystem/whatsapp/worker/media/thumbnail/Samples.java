package com.tradingsystem.whatsapp.worker.media.thumbnail;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;

/** Files to draw thumbnails of, drawn here or, where Java cannot, kept as resources. */
public final class Samples {

    private Samples() {}

    /** A picture whose left half is red and right half blue. */
    public static byte[] picture(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width, height);
        graphics.dispose();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A frame of a moving picture, red or not to be seen at all. */
    record Frame(int x, int y, int width, int height, boolean isVisible) {}

    /** A GIF of these frames. */
    static byte[] gif(int width, int height, Frame... frames) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            byte[] alone = gifOf(frame);
            int header = 13 + 3 * (2 << (alone[10] & 7));
            ByteBuffer bytes = ByteBuffer.wrap(alone).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putShort(6, (short) width).putShort(8, (short) height);
            int descriptor = header + 8; // after what says which colour is not seen
            bytes.putShort(descriptor + 1, (short) frame.x).putShort(descriptor + 3, (short) frame.y);
            int from = out.size() == 0 ? 0 : header;
            out.write(alone, from, alone.length - 1 - from);
        }
        out.write(';');
        return out.toByteArray();
    }

    private static byte[] gifOf(Frame frame) throws IOException {
        IndexColorModel colours =
                new IndexColorModel(1, 2, new byte[] {0, (byte) 255}, new byte[2], new byte[2], 0); // the first is none
        BufferedImage image = new BufferedImage(frame.width, frame.height, BufferedImage.TYPE_BYTE_BINARY, colours);
        int[] pixels = new int[frame.width * frame.height];
        Arrays.fill(pixels, frame.isVisible ? 1 : 0);
        image.getRaster().setPixels(0, 0, frame.width, frame.height, pixels);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "gif", out);
        return out.toByteArray();
    }

    /** A moving WebP of 640 × 480: for so many frames nothing is seen, then {@code lossy.webp} at this place, which is even. */
    static byte[] movingWebp(int blanks, int x, int y) {
        ByteBuffer out = ByteBuffer.allocate(100_000).order(ByteOrder.LITTLE_ENDIAN);
        out.put(latin1("RIFF")).putInt(0).put(latin1("WEBPVP8X")).putInt(10).putInt(0x12);
        put24(out, 640 - 1);
        put24(out, 480 - 1);
        out.put(latin1("ANIM")).putInt(6).putInt(-1).putShort((short) 0);
        for (int i = 0; i < blanks; i++) {
            putFrame(out, 0, 0, 96, 64, "transparent.webp");
        }
        putFrame(out, x, y, 640, 360, "lossy.webp");
        out.putInt(4, out.position() - 8);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void putFrame(ByteBuffer out, int x, int y, int width, int height, String name) {
        byte[] still = resource(name);
        out.put(latin1("ANMF")).putInt(16 + still.length - 12);
        put24(out, x / 2);
        put24(out, y / 2);
        put24(out, width - 1);
        put24(out, height - 1);
        put24(out, 100);
        out.put((byte) 0).put(still, 12, still.length - 12);
    }

    private static void put24(ByteBuffer out, int number) {
        out.putShort((short) number).put((byte) (number >> 16));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The same as JPEG, with an EXIF orientation as cameras write it. */
    static byte[] turned(int orientation, int width, int height) {
        byte[] exif = ByteBuffer.allocate(36)
                .put((byte) 0xff)
                .put((byte) 0xe1)
                .putShort((short) 34)
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put("MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
        byte[] jpeg = picture("jpg", width, height);
        return ByteBuffer.allocate(jpeg.length + exif.length)
                .put(jpeg, 0, 2)
                .put(exif)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** A JPEG of four colours, as for print: all cyan. */
    static byte[] cmyk(int width, int height) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, new int[] {0, 255, 255, 255}); // as Adobe writes it, inverted
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(raster, null, null));
        }
        return withAdobeMarker(out.toByteArray());
    }

    private static byte[] withAdobeMarker(byte[] jpeg) {
        byte[] marker = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        return ByteBuffer.allocate(jpeg.length + marker.length)
                .put(jpeg, 0, 2)
                .put(marker)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** A PNG that claims to measure this much and has no such pixels. */
    public static byte[] pngClaiming(int width, int height) {
        byte[] header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 crc = new CRC32();
        crc.update(header);
        return ByteBuffer.allocate(8 + 4 + header.length + 4)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put(header)
                .putInt((int) crc.getValue())
                .array();
    }

    /** A PDF whose first page is green. */
    public static byte[] pdf() {
        return pdf("0 1 0 rg 0 0 10000 10000 re f\n");
    }

    /** A PDF whose first page draws so. */
    static byte[] pdf(String content) {
        return pdf(new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A PDF whose first page unpacks to so many spaces. */
    static byte[] pdfOfSpaces(long count) {
        return pdf(new InputStream() {
            private long left = count;

            @Override
            public int read() {
                return left-- > 0 ? ' ' : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                int read = (int) Math.min(length, left);
                Arrays.fill(bytes, offset, offset + read, (byte) ' ');
                left -= read;
                return read > 0 ? read : -1;
            }
        });
    }

    private static byte[] pdf(InputStream content) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage(PDRectangle.A4);
            page.setContents(new PDStream(document, content, COSName.FLATE_DECODE));
            document.addPage(page);
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of {@code clip.mp4}, {@code turned.mp4}, {@code clip.webm}, {@code lossy.webp}, {@code transparent.webp}, {@code voice.ogg}. */
    public static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream("/media/" + name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
