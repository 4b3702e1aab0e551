package com.tradingsystem.whatsapp.worker.media.thumbnail;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
     * Decodes the first picture of a file.
     *
     * @param edge the longer side of what is wanted; the answer has up to twice as many pixels a side, or fewer where the
     *     picture has fewer
     * @throws IOException if the file is broken, or the picture too big
     */
    BufferedImage read(Path file, PictureFormat format, int edge) throws IOException {
        ImageReader reader = format.reader();
        try (TimedImageInput input = new TimedImageInput(file, TIME)) {
            boolean withMetadata = format == PictureFormat.JPEG;
            reader.setInput(input, false, !withMetadata);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            check(width, height, format);
            ImageReadParam every = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / (2 * edge));
            every.setSourceSubsampling(step, step, 0, 0);
            BufferedImage picture = reader.read(0, every);
            ImageFilter upright = withMetadata ? orientation(reader) : null;
            return upright == null ? picture : upright.apply(picture);
        } catch (RuntimeException e) {
            throw new IOException("not decodable", e); // decoders of broken files throw whatever comes to their mind
        } finally {
            reader.dispose();
        }
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
