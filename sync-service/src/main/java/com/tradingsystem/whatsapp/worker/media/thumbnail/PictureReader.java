package com.tradingsystem.whatsapp.worker.media.thumbnail;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import net.coobird.thumbnailator.filters.ImageFilter;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;

/**
 * Decodes pictures to about the size of a thumbnail, upright. What a picture claims to measure is looked at before a pixel
 * of it is decoded.
 */
final class PictureReader {

    private static final int MOST_PIXELS_A_SIDE = 50_000;
    private static final Duration TIME = Duration.ofSeconds(20);

    private final long mostPixels;
    private final long heap;

    /** @param mostPixels of a picture that is decoded */
    PictureReader(long mostPixels) {
        this(mostPixels, Runtime.getRuntime().maxMemory() / 4);
    }

    PictureReader(long mostPixels, long heap) {
        this.mostPixels = mostPixels;
        this.heap = heap;
    }

    /**
     * Decodes the picture of a file; of one that moves, the first that is to be seen of it.
     *
     * @param edge the longer side of what is wanted; the answer has up to twice as many pixels a side, or fewer where the
     *     picture has fewer
     * @throws IOException if the file is broken, or the picture too big
     */
    BufferedImage read(Path file, PictureFormat format, int edge) throws IOException {
        ImageReader reader = format.reader();
        try (TimedImageInput input = new TimedImageInput(file, TIME)) {
            boolean withMetadata = format == PictureFormat.JPEG;
            reader.setInput(input, false, !withMetadata && format != PictureFormat.GIF);
            Layout layout = Layout.of(format, reader, input);
            if (layout != null) {
                return firstToBeSeen(reader, layout, format, edge);
            }
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            check(width, height, format);
            BufferedImage picture = reader.read(0, every(step(width, height, edge), reader));
            ImageFilter upright = withMetadata ? orientation(reader) : null;
            return upright == null ? picture : upright.apply(picture);
        } catch (RuntimeException e) {
            throw new IOException("not decodable", e); // decoders of broken files throw whatever comes to their mind
        } finally {
            reader.dispose();
        }
    }

    /**
     * The canvas with the first frame on it that shows something. There is nothing on it before, so it does not matter how frames
     * would be laid over each other.
     */
    private BufferedImage firstToBeSeen(ImageReader reader, Layout layout, PictureFormat format, int edge)
            throws IOException {
        Dimension whole = layout.canvas();
        check(whole.width, whole.height, format);
        int step = step(whole.width, whole.height, edge);
        BufferedImage canvas = new BufferedImage(
                Math.ceilDiv(whole.width, step), Math.ceilDiv(whole.height, step), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = canvas.createGraphics();
        try {
            Point place = layout.frame(0);
            for (int i = 0; place != null && isBlank(canvas); place = layout.frame(++i)) {
                check(reader.getWidth(i), reader.getHeight(i), format);
                graphics.drawImage(reader.read(i, every(step, reader)), place.x / step, place.y / step, null);
            }
            return canvas;
        } finally {
            graphics.dispose();
        }
    }

    private static boolean isBlank(BufferedImage canvas) {
        int[] pixels = canvas.getRGB(0, 0, canvas.getWidth(), canvas.getHeight(), null, 0, canvas.getWidth());
        return Arrays.stream(pixels).allMatch(pixel -> pixel >>> 24 == 0);
    }

    private static int step(int width, int height, int edge) {
        return Math.max(1, Math.max(width, height) / (2 * edge));
    }

    private static ImageReadParam every(int step, ImageReader reader) {
        ImageReadParam every = reader.getDefaultReadParam();
        every.setSourceSubsampling(step, step, 0, 0);
        return every;
    }

    private void check(int width, int height, PictureFormat format) throws IOException {
        long pixels = (long) width * height;
        if (width < 1 || height < 1 || width > MOST_PIXELS_A_SIDE || height > MOST_PIXELS_A_SIDE) {
            throw new IOException("measures nothing that is drawn");
        }
        if (pixels > mostPixels || pixels * format.bytesPerPixel() > heap) {
            throw new IOException("has too many pixels");
        }
    }

    private static @Nullable ImageFilter orientation(ImageReader reader) {
        try {
            Orientation orientation = ExifUtils.getExifOrientation(reader, 0);
            return orientation == null ? null : ExifFilterUtils.getFilterForOrientation(orientation);
        } catch (IOException | RuntimeException e) {
            return null; // a picture with broken metadata is still a picture
        }
    }
}
