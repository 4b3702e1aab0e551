package com.tradingsystem.whatsapp.local.phone;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Records silence and darkness in containers that players and sniffers recognise. */
final class Recordings {

    private static final int PACKETS_PER_SECOND = 50;
    private static final byte[] SILENCE = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};

    private Recordings() {}

    /** Ogg (RFC 3533) with Opus (RFC 7845): two header pages, then a page a second. */
    static byte[] oggOpus(long seed, int seconds) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int serial = (int) seed;
        ByteBuffer head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
        head.put(ascii("OpusHead"))
                .put((byte) 1)
                .put((byte) 1)
                .putShort((short) 0)
                .putInt(48_000)
                .putShort((short) 0)
                .put((byte) 0);
        file.writeBytes(oggPage(2, 0, serial, 0, 1, head.array()));
        byte[] vendor = ascii("demo " + Long.toHexString(seed));
        ByteBuffer tags = ByteBuffer.allocate(16 + vendor.length).order(ByteOrder.LITTLE_ENDIAN);
        tags.put(ascii("OpusTags")).putInt(vendor.length).put(vendor).putInt(0);
        file.writeBytes(oggPage(0, 0, serial, 1, 1, tags.array()));
        for (int second = 1; second <= seconds; second++) {
            ByteBuffer packets = ByteBuffer.allocate(SILENCE.length * PACKETS_PER_SECOND);
            for (int i = 0; i < PACKETS_PER_SECOND; i++) {
                packets.put(SILENCE);
            }
            int flags = second == seconds ? 4 : 0;
            file.writeBytes(oggPage(flags, 48_000L * second, serial, second + 1, PACKETS_PER_SECOND, packets.array()));
        }
        return file.toByteArray();
    }

    /** ISO base media: a type, a header that says how long, and some data. */
    static byte[] mp4(long seed, int seconds) {
        ByteBuffer header = ByteBuffer.allocate(100);
        header.putInt(0)
                .putInt(0)
                .putInt(0)
                .putInt(1000)
                .putInt(seconds * 1000)
                .putInt(0x00010000)
                .putShort((short) 0x0100);
        byte[] data = new byte[1024 * Math.max(1, seconds)];
        new SplittableRandom(seed).nextBytes(data);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(box(
                "ftyp",
                ByteBuffer.allocate(16)
                        .put(ascii("isom"))
                        .putInt(512)
                        .put(ascii("isommp42"))
                        .array()));
        file.writeBytes(box("moov", box("mvhd", header.array())));
        file.writeBytes(box("mdat", data));
        return file.toByteArray();
    }

    private static byte[] oggPage(int flags, long position, int serial, int number, int packets, byte[] data) {
        ByteBuffer page = ByteBuffer.allocate(27 + packets + data.length).order(ByteOrder.LITTLE_ENDIAN);
        page.put(ascii("OggS"))
                .put((byte) 0)
                .put((byte) flags)
                .putLong(position)
                .putInt(serial)
                .putInt(number)
                .putInt(0);
        page.put((byte) packets);
        for (int i = 0; i < packets; i++) {
            page.put((byte) (data.length / packets));
        }
        page.put(data);
        page.putInt(22, crc(page.array()));
        return page.array();
    }

    /** Ogg's own: polynomial 0x04c11db7, not reflected, from zero. */
    private static int crc(byte[] bytes) {
        int crc = 0;
        for (byte value : bytes) {
            crc ^= value << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? crc << 1 ^ 0x04c11db7 : crc << 1;
            }
        }
        return crc;
    }

    private static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(ascii(type))
                .put(content)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
