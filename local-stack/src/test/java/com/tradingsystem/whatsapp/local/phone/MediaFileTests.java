package com.tradingsystem.whatsapp.local.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaFileTests {

    @ParameterizedTest
    @EnumSource
    void sameDescription_isTheSameFile(MediaFile.Kind kind) {
        MediaFile file = new MediaFile(kind, 42, "Orçamento.pdf", 3);

        assertThat(file.bytes()).isEqualTo(new MediaFile(kind, 42, "Orçamento.pdf", 3).bytes());
        assertThat(file.bytes()).isNotEqualTo(new MediaFile(kind, 43, "Orçamento.pdf", 3).bytes());
        assertThat(file.bytes().length).isBetween(20, 200_000);
    }

    @Test
    void pictures_canBeRead() throws IOException {
        BufferedImage photo = ImageIO.read(new ByteArrayInputStream(bytes(MediaFile.Kind.PHOTO)));
        BufferedImage screenshot = ImageIO.read(new ByteArrayInputStream(bytes(MediaFile.Kind.SCREENSHOT)));
        byte[] thumbnail =
                Base64.getDecoder().decode(new MediaFile(MediaFile.Kind.PHOTO, 1, null, 0).thumbnailBase64());

        assertThat(photo.getWidth()).isEqualTo(640);
        assertThat(screenshot.getHeight()).isEqualTo(640);
        assertThat(ImageIO.read(new ByteArrayInputStream(thumbnail)).getWidth()).isEqualTo(32);
    }

    @Test
    void sticker_isALosslessWebp() {
        ByteBuffer file = ByteBuffer.wrap(bytes(MediaFile.Kind.STICKER)).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(text(file, 0, 4)).isEqualTo("RIFF");
        assertThat(file.getInt(4)).isEqualTo(file.capacity() - 8);
        assertThat(text(file, 8, 8)).isEqualTo("WEBPVP8L");
        assertThat(file.get(20)).isEqualTo((byte) 0x2f);
        assertThat((file.getInt(21) & 0x3fff) + 1).isEqualTo(512);
        assertThat((file.getInt(21) >> 14 & 0x3fff) + 1).isEqualTo(512);
    }

    @Test
    void voice_isOggWithOpusAndAPageASecond() {
        ByteBuffer file = ByteBuffer.wrap(bytes(MediaFile.Kind.VOICE)).order(ByteOrder.LITTLE_ENDIAN);

        int pages = 0;
        int position = 0;
        long lastGranule = 0;
        while (position < file.capacity()) {
            assertThat(text(file, position, 4)).isEqualTo("OggS");
            lastGranule = file.getLong(position + 6);
            int segments = file.get(position + 26) & 0xff;
            int length = 27 + segments;
            for (int i = 0; i < segments; i++) {
                length += file.get(position + 27 + i) & 0xff;
            }
            position += length;
            pages++;
        }
        assertThat(position).isEqualTo(file.capacity());
        assertThat(pages).isEqualTo(2 + 3);
        assertThat(lastGranule).isEqualTo(3 * 48_000);
        assertThat(text(file, 28, 8)).isEqualTo("OpusHead");
    }

    @Test
    void video_isMadeOfWholeBoxes() {
        ByteBuffer file = ByteBuffer.wrap(bytes(MediaFile.Kind.VIDEO));

        StringBuilder types = new StringBuilder();
        int position = 0;
        while (position < file.capacity()) {
            types.append(text(file, position + 4, 4)).append(' ');
            position += file.getInt(position);
        }
        assertThat(position).isEqualTo(file.capacity());
        assertThat(types).hasToString("ftyp moov mdat ");
    }

    @Test
    void pdf_pointsToItsObjects() {
        String file = new String(bytes(MediaFile.Kind.PDF), StandardCharsets.ISO_8859_1);

        int table = Integer.parseInt(file.substring(file.indexOf("startxref") + 10, file.lastIndexOf("%%EOF"))
                .strip());
        assertThat(file).startsWith("%PDF-1.4");
        assertThat(file.substring(table)).startsWith("xref");
        int first = Integer.parseInt(file.substring(table + 29, table + 39));
        assertThat(file.substring(first)).startsWith("1 0 obj");
    }

    private static byte[] bytes(MediaFile.Kind kind) {
        return new MediaFile(kind, 1, "Orçamento.pdf", 3).bytes();
    }

    private static String text(ByteBuffer file, int from, int length) {
        byte[] bytes = new byte[length];
        file.get(from, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
