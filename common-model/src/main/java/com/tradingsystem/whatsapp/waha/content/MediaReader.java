package com.tradingsystem.whatsapp.waha.content;

import com.fasterxml.jackson.databind.node.TextNode;
import com.tradingsystem.whatsapp.event.MediaKind;
import com.tradingsystem.whatsapp.event.MediaPointer;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.StorableText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a payload says about its file. */
public final class MediaReader {

    private static final int LONGEST_URL = 4_000;
    private static final int LONGEST_ERROR = 8_000;
    private static final int START_OF_ERROR = 2_000;

    private MediaReader() {}

    /** Whether WAHA's own fields, or those of the short envelope, speak of a file. */
    public static boolean isTold(Json payload) {
        return payload.get("hasMedia").isTrue()
                || payload.get("media").get("url", "mimetype").isThere();
    }

    /**
     * Lays WAHA's fields over what the engine's message says.
     *
     * @param raw null if that speaks of no file
     */
    static Media read(Json payload, @Nullable Media raw) {
        Json media = payload.get("media");
        Json s3 = media.get("s3");
        MediaPointer known = raw == null ? new MediaPointer(null, null, null, null, null, null, null) : raw.pointer();
        String mimeType = orElse(media.get("mimetype").or(payload.get("mimetype")), known.mimeType());
        Long size = size(media.get("filesize", "size").or(payload.get("fileSize")));
        MediaPointer pointer = new MediaPointer(
                url(payload),
                mimeType,
                orElse(media.get("filename").or(payload.get("filename")), known.fileName()),
                size == null ? known.sizeBytes() : size,
                s3.get("Bucket").text(),
                s3.get("Key").text(),
                error(media.get("error")));
        String caption = caption(payload.get("caption", "body"));
        return new Media(
                raw == null ? kind(mimeType) : raw.kind(),
                raw == null ? caption : ContentReader.fuller(caption, raw.body()),
                pointer);
    }

    /** A length in bytes; null if it is none. */
    static @Nullable Long size(Json size) {
        Long bytes = size.whole();
        return bytes == null || bytes < 0 ? null : bytes;
    }

    /** The deprecated {@code mediaUrl} is WhatsApp's own on WPP, where only an encrypted file is to be had. */
    private static @Nullable String url(Json payload) {
        String url = payload.get("media").get("url").text(LONGEST_URL);
        if (url != null) {
            return url;
        }
        String deprecated = payload.get("mediaUrl").text(LONGEST_URL);
        return deprecated == null || deprecated.contains(".whatsapp.net/") ? null : deprecated;
    }

    /** In a browser, the body of a picture is its thumbnail, a JPEG in base64. */
    public static @Nullable String caption(Json told) {
        String caption = told.text();
        return caption == null || caption.startsWith("/9j/") ? null : caption;
    }

    private static @Nullable String error(Json error) {
        if (!error.isThere()) {
            return null;
        }
        String json = error.node().toString();
        return json.length() <= LONGEST_ERROR
                ? json
                : new TextNode(StorableText.start(json, START_OF_ERROR)).toString();
    }

    /** What a file most likely is, by its type alone. */
    static MediaKind kind(@Nullable String mimeType) {
        String type = mimeType == null ? "" : mimeType.toLowerCase(Locale.ROOT);
        if (type.startsWith("image/webp")) {
            return MediaKind.STICKER;
        } else if (type.startsWith("image/")) {
            return MediaKind.IMAGE;
        } else if (type.startsWith("video/")) {
            return MediaKind.VIDEO;
        } else if (type.startsWith("audio/")) {
            return MediaKind.AUDIO;
        }
        return type.startsWith("application/") || type.startsWith("text/") ? MediaKind.DOCUMENT : MediaKind.FILE;
    }

    private static @Nullable String orElse(Json told, @Nullable String known) {
        String text = told.text();
        return text == null ? known : text;
    }
}
