package com.tradingsystem.whatsapp.worker.media.thumbnail;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.Thumbnailator;

/** Writes pictures as thumbnails: JPEG, within a square, what was transparent white, no metadata. */
final class ThumbnailWriter {

    /** The longer side; smaller pictures keep their size. */
    static final int EDGE = 320;

    private static final float QUALITY = 0.8f;

    private ThumbnailWriter() {}

    static void write(BufferedImage picture, Path target) throws IOException {
        BufferedImage small = picture.getWidth() > EDGE || picture.getHeight() > EDGE
                ? Thumbnailator.createThumbnail(picture, EDGE, EDGE)
                : picture;
        encode(onWhite(small), target);
    }

    private static BufferedImage onWhite(BufferedImage picture) {
        BufferedImage opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(picture, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }

    private static void encode(BufferedImage picture, Path target) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (OutputStream file = Files.newOutputStream(target);
                ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(picture, null, null), quality);
        } finally {
            writer.dispose();
        }
    }
}
