package com.tradingsystem.whatsapp.local.phone;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that is drawn when somebody asks for it; the same description always gives the same bytes.
 *
 * @param seed what makes it differ from others of its kind
 * @param fileName the sender's name for it; documents only
 * @param seconds how long it plays; 0 for what does not play
 */
public record MediaFile(Kind kind, long seed, @Nullable String fileName, int seconds) {

    /** Drawing takes milliseconds, and lists ask for the same files again and again. */
    private static final Map<MediaFile, byte[]> DRAWN =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<MediaFile, byte[]> eldest) {
                    return size() > 1_000;
                }
            });

    /** Kinds of files and how WhatsApp carries them. */
    public enum Kind {
        PHOTO("imageMessage", "image/jpeg"),
        SCREENSHOT("imageMessage", "image/png"),
        VIDEO("videoMessage", "video/mp4"),
        VOICE("audioMessage", "audio/ogg; codecs=opus"),
        STICKER("stickerMessage", "image/webp"),
        PDF("documentMessage", "application/pdf"),
        XML("documentMessage", "text/xml");

        private final String carrier;
        private final String mimeType;

        Kind(String carrier, String mimeType) {
            this.carrier = carrier;
            this.mimeType = mimeType;
        }

        /** The name of the message in WhatsApp's protocol. */
        public String carrier() {
            return carrier;
        }

        public String mimeType() {
            return mimeType;
        }
    }

    /** The whole file; a few hundred bytes to a few dozen kilobytes. Not to be changed. */
    public byte[] bytes() {
        return DRAWN.computeIfAbsent(this, MediaFile::draw);
    }

    private byte[] draw() {
        return switch (kind) {
            case PHOTO -> Pictures.jpeg(seed, 640, 480);
            case SCREENSHOT -> Pictures.png(seed, 360, 640);
            case VIDEO -> Recordings.mp4(seed, seconds);
            case VOICE -> Recordings.oggOpus(seed, seconds);
            case STICKER -> Pictures.webp(seed, 512, 512);
            case PDF -> Documents.pdf(title());
            case XML -> Documents.invoiceXml(seed);
        };
    }

    /** A tiny JPEG, as messages with pictures carry one. */
    public String thumbnailBase64() {
        return Base64.getEncoder().encodeToString(Pictures.jpeg(seed, 32, 24));
    }

    private String title() {
        return (fileName == null ? "Documento" : fileName) + " nº " + Math.floorMod(seed, 100_000);
    }
}
