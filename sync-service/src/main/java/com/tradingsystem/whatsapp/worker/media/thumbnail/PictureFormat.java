package com.tradingsystem.whatsapp.worker.media.thumbnail;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;

/**
 * The formats of pictures that are decoded, each by the one reader named here: whatever else may be on the class path gets
 * no stranger's bytes.
 */
enum PictureFormat {
    /** In all its colour spaces; CMYK is what print shops send. */
    JPEG(2),
    PNG(2),
    GIF(2),
    BMP(2),
    /** Its decoder takes the whole picture apart before it keeps every n-th pixel. */
    WEBP(8);

    private static final Map<String, PictureFormat> BY_TYPE = Map.of(
            "image/jpeg", JPEG,
            "image/png", PNG,
            "image/gif", GIF,
            "image/bmp", BMP,
            "image/webp", WEBP);

    private final int bytesPerPixel;

    PictureFormat(int bytesPerPixel) {
        this.bytesPerPixel = bytesPerPixel;
    }

    /** The format of this type; null for types that are not decoded. SVG is a program, not a picture. */
    static @Nullable PictureFormat of(String mimeType) {
        return BY_TYPE.get(mimeType);
    }

    /** The heap that decoding takes per pixel of the file, measured and rounded up; the answer's own pixels come on top. */
    int bytesPerPixel() {
        return bytesPerPixel;
    }

    ImageReader reader() throws IOException {
        return switch (this) {
            case JPEG -> registered(JPEGImageReaderSpi.class).createReaderInstance();
            case WEBP -> registered(WebPImageReaderSpi.class).createReaderInstance();
            case PNG, GIF, BMP -> ofThePlatform();
        };
    }

    private ImageReader ofThePlatform() throws IOException {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(name()); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
        }
        throw new IOException("this Java platform does not read " + name());
    }

    private static ImageReaderSpi registered(Class<? extends ImageReaderSpi> provider) throws IOException {
        ImageReaderSpi registered = IIORegistry.getDefaultInstance().getServiceProviderByClass(provider);
        if (registered == null) {
            throw new IOException(provider.getSimpleName() + " is not on the class path");
        }
        return registered;
    }
}
