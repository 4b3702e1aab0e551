package com.tradingsystem.whatsapp.worker.media.thumbnail;

import java.awt.Dimension;
import java.awt.Point;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The layout of a GIF, by the words of Java's reader for what stands in the file. */
final class GifLayout implements Layout {

    private static final String FRAME = "ImageDescriptor";
    private static final String SCREEN = "LogicalScreenDescriptor";

    private final ImageReader reader;
    private final Dimension canvas;

    private GifLayout(ImageReader reader, Dimension canvas) {
        this.reader = reader;
        this.canvas = canvas;
    }

    /** Programs that write one picture are careless with the screen, so it is at least as large as the first. */
    static GifLayout of(ImageReader reader) throws IOException {
        Element screen = element(reader.getStreamMetadata(), SCREEN);
        Point first = place(reader, 0);
        return new GifLayout(
                reader,
                new Dimension(
                        Math.max(number(screen, "logicalScreenWidth"), first.x + reader.getWidth(0)),
                        Math.max(number(screen, "logicalScreenHeight"), first.y + reader.getHeight(0))));
    }

    @Override
    public Dimension canvas() {
        return canvas;
    }

    @Override
    public @Nullable Point frame(int index) throws IOException {
        try {
            return place(reader, index);
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static Point place(ImageReader reader, int index) throws IOException {
        Element frame = element(reader.getImageMetadata(index), FRAME);
        return new Point(number(frame, "imageLeftPosition"), number(frame, "imageTopPosition"));
    }

    private static Element element(@Nullable IIOMetadata metadata, String name) throws IOException {
        if (metadata != null
                && metadata.getAsTree(metadata.getNativeMetadataFormatName()) instanceof Element root
                && root.getElementsByTagName(name).item(0) instanceof Element element) {
            return element;
        }
        throw new IOException("says not where it lies");
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }
}
