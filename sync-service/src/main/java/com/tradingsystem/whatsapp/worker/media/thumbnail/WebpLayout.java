package com.tradingsystem.whatsapp.worker.media.thumbnail;

import java.awt.Dimension;
import java.awt.Point;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** The layout of a moving WebP, read from the file itself: its reader knows it and does not tell. */
record WebpLayout(Dimension canvas, List<Point> frames) implements Layout {

    /** What shows nothing for that long shows nothing. */
    private static final int MOST_FRAMES = 500;

    private static final int RIFF_HEADER = 12;
    private static final int EXTENDED = fourCc("VP8X");
    private static final int FRAME = fourCc("ANMF");

    /** The layout of a file; null if its picture does not move. */
    static @Nullable WebpLayout read(ImageInputStream input) throws IOException {
        ByteOrder order = input.getByteOrder();
        input.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        try {
            return readChunks(input);
        } finally {
            input.setByteOrder(order);
            input.seek(0);
        }
    }

    @Override
    public @Nullable Point frame(int index) {
        return index < frames.size() ? frames.get(index) : null;
    }

    private static @Nullable WebpLayout readChunks(ImageInputStream input) throws IOException {
        Dimension canvas = null;
        List<Point> frames = new ArrayList<>();
        try {
            for (long at = RIFF_HEADER; frames.size() < MOST_FRAMES; ) {
                input.seek(at);
                int chunk = input.readInt();
                long size = input.readUnsignedInt();
                if (chunk == EXTENDED) {
                    input.skipBytes(4); // flags, of which none is needed
                    canvas = new Dimension(number(input) + 1, number(input) + 1);
                } else if (chunk == FRAME) {
                    frames.add(new Point(2 * number(input), 2 * number(input)));
                } else if (canvas == null) {
                    return null;
                }
                at += 8 + size + (size & 1);
            }
        } catch (EOFException e) {
            // the end of the file, or of what came of it
        }
        return canvas == null || frames.isEmpty() ? null : new WebpLayout(canvas, frames);
    }

    private static int number(ImageInputStream input) throws IOException {
        return input.readUnsignedShort() | (input.readUnsignedByte() << 16);
    }

    private static int fourCc(String name) {
        return name.charAt(0) | (name.charAt(1) << 8) | (name.charAt(2) << 16) | (name.charAt(3) << 24);
    }
}
