package com.tradingsystem.whatsapp.worker.media.thumbnail;

import java.awt.Dimension;
import java.awt.Point;
import java.io.IOException;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/** Where the frames of a picture that may move lie on what is seen of it: decoders give each by itself. */
interface Layout {

    /** How large the whole is. */
    Dimension canvas();

    /** Where a frame's upper left corner is; null after the last one. */
    @Nullable
    Point frame(int index) throws IOException;

    /**
     * The layout of a file, as its reader is about to read it.
     *
     * @param input the reader's, at its beginning before and after
     * @return null where the only picture there is is all of it
     */
    static @Nullable Layout of(PictureFormat format, ImageReader reader, TimedImageInput input) throws IOException {
        return switch (format) {
            case GIF -> GifLayout.of(reader);
            case WEBP -> WebpLayout.read(input);
            case JPEG, PNG, BMP -> null;
        };
    }
}
