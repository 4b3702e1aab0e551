package com.tradingsystem.whatsapp.worker.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a file of the Matroska family says of itself in its first bytes: whether it is WebM, the part of it that browsers play, and
 * whether it has pictures. Tika sees the family only.
 *
 * @param isWebm whether it declares itself as such
 * @param hasVideo whether one of its tracks does
 * @param hasAudio whether one of its tracks does
 */
record Matroska(boolean isWebm, boolean hasVideo, boolean hasAudio) {

    private static final long HEADER = 0x1A45DFA3;
    private static final long DOC_TYPE = 0x4282;
    private static final long SEGMENT = 0x18538067;
    private static final long TRACKS = 0x1654AE6B;
    private static final long TRACK = 0xAE;
    private static final long TRACK_TYPE = 0x83;
    private static final long CLUSTER = 0x1F43B675;

    private static final int LONGEST_ID = 4;
    private static final int LONGEST_SIZE = 8;
    private static final int LONGEST_TEXT = 64;

    /**
     * Reads as far as the first recorded frame. Elements that hold others are entered and not skipped, so their own sizes, which
     * recorders that write as they go do not know, do not matter.
     *
     * @param prefix of the file; what is broken or lies behind it counts as not there
     */
    static Matroska read(byte[] prefix) {
        ByteBuffer in = ByteBuffer.wrap(prefix);
        boolean isWebm = false;
        boolean hasVideo = false;
        boolean hasAudio = false;
        try {
            while (in.hasRemaining()) {
                long id = number(in, LONGEST_ID, true);
                long size = number(in, LONGEST_SIZE, false);
                if (id < 0 || id == CLUSTER) {
                    break;
                }
                if (id == HEADER || id == SEGMENT || id == TRACKS || id == TRACK) {
                    continue;
                }
                if (size < 0 || size > in.remaining()) {
                    break;
                }
                if (id == DOC_TYPE && size <= LONGEST_TEXT) {
                    isWebm = text(in.slice(in.position(), (int) size)).equals("webm");
                } else if (id == TRACK_TYPE && size == 1) {
                    byte type = in.get(in.position());
                    hasVideo |= type == 1;
                    hasAudio |= type == 2;
                }
                in.position(in.position() + (int) size);
            }
        } catch (BufferUnderflowException e) {
            // the prefix ends within a number
        }
        return new Matroska(isWebm, hasVideo, hasAudio);
    }

    /**
     * The type; a file whose tracks are not known is what its sender said.
     *
     * @param saidAudio whether its sender called it a recording without pictures
     */
    String mimeType(boolean saidAudio) {
        boolean isAudio = !hasVideo && (hasAudio || saidAudio);
        return (isAudio ? "audio/" : "video/") + (isWebm ? "webm" : "x-matroska");
    }

    /** A number as long as the zeros before its first one say; -1 for one that is too long, or that means "unknown". */
    private static long number(ByteBuffer in, int longest, boolean withMarker) {
        int first = Byte.toUnsignedInt(in.get());
        int length = Integer.numberOfLeadingZeros(first) - 24 + 1;
        if (length > longest) {
            return -1;
        }
        long value = withMarker ? first : first & (0xFF >> length);
        for (int i = 1; i < length; i++) {
            value = (value << 8) | Byte.toUnsignedLong(in.get());
        }
        boolean isUnknown = !withMarker && value == (1L << (7 * length)) - 1;
        return isUnknown ? -1 : value;
    }

    /** Without the zeros that may fill it up. */
    private static String text(ByteBuffer in) {
        return StandardCharsets.ISO_8859_1.decode(in).toString().replaceAll("\0+$", "");
    }
}
