package com.tradingsystem.whatsapp.local.phone;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Draws pictures. Without text: a JDK on a server may have no fonts. */
final class Pictures {

    static {
        ImageIO.setUseCache(false);
    }

    private Pictures() {}

    static byte[] jpeg(long seed, int width, int height) {
        return encode("jpeg", draw(seed, width, height));
    }

    static byte[] png(long seed, int width, int height) {
        return encode("png", draw(seed, width, height));
    }

    /** A lossless WebP in one colour: each of its five prefix codes has one symbol, so that the pixels need no bits. */
    static byte[] webp(long seed, int width, int height) {
        SplittableRandom random = new SplittableRandom(seed);
        Bits bits = new Bits(new BitSet(), 0)
                .with(0x2f, 8)
                .with(width - 1, 14)
                .with(height - 1, 14)
                .with(0, 1 + 3) // no alpha, version 0
                .with(0, 1 + 1 + 1); // no transform, no colour cache, one group of codes
        for (int channel = 0; channel < 4; channel++) {
            bits = bits.with(0b1_0_1, 3) // simple, one symbol, of eight bits
                    .with(channel == 3 ? 255 : random.nextInt(256), 8);
        }
        bits = bits.with(0b0_0_0_1, 4); // distances: simple, one symbol, of one bit, 0
        byte[] image = Arrays.copyOf(bits.set().toByteArray(), (bits.length() + 7) / 8);
        int padded = image.length + image.length % 2;
        ByteBuffer file = ByteBuffer.allocate(20 + padded).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF"))
                .putInt(12 + padded)
                .put(ascii("WEBPVP8L"))
                .putInt(image.length)
                .put(image);
        return file.array();
    }

    private static BufferedImage draw(long seed, int width, int height) {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, colour(random), width, height, colour(random)));
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < 12; i++) {
            graphics.setColor(colour(random));
            int size = 1 + random.nextInt(Math.max(2, width / 4));
            graphics.fillOval(random.nextInt(width), random.nextInt(height), size, size);
        }
        graphics.dispose();
        return image;
    }

    private static Color colour(SplittableRandom random) {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    private static byte[] encode(String format, BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Numbers of any count of bits one behind the other, lowest bit first. */
    private record Bits(BitSet set, int length) {

        Bits with(int value, int count) {
            for (int i = 0; i < count; i++) {
                set.set(length + i, (value >> i & 1) == 1);
            }
            return new Bits(set, length + count);
        }
    }
}
