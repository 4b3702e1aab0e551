package com.tradingsystem.whatsapp.waha.content;

import com.tradingsystem.whatsapp.event.MediaKind;
import com.tradingsystem.whatsapp.event.MediaPointer;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.TextLines;
import org.jspecify.annotations.Nullable;

/** Reads files in WhatsApp's own message format. */
final class ProtoMedia {

    private ProtoMedia() {}

    /** The file that a message of this name is; null if it is none. */
    static @Nullable Media read(String name, Json value) {
        MediaKind kind = kind(name, value);
        return kind == null ? null : read(kind, value, value.part("caption").text());
    }

    /**
     * The file at the head of a message with buttons or of a template.
     *
     * @param body what that message says
     * @return null if there is no file at its head
     */
    static @Nullable Media atHeadOf(Json message, TextLines body) {
        for (String name : new String[] {"imageMessage", "videoMessage", "documentMessage"}) {
            Json value = message.part(name);
            MediaKind kind = kind(name, value);
            if (value.isObject() && kind != null) {
                body.add(value.part("caption"));
                return read(kind, value, body.text());
            }
        }
        return null;
    }

    private static @Nullable MediaKind kind(String name, Json value) {
        return switch (name) {
            case "imageMessage" -> MediaKind.IMAGE;
            case "videoMessage", "ptvMessage" -> MediaKind.VIDEO;
            case "audioMessage" -> value.get("ptt", "PTT").isTrue() ? MediaKind.VOICE : MediaKind.AUDIO;
            case "documentMessage" -> MediaKind.DOCUMENT;
            case "stickerMessage" -> MediaKind.STICKER;
            default -> null;
        };
    }

    private static Media read(MediaKind kind, Json value, @Nullable String body) {
        MediaPointer pointer = new MediaPointer(
                null,
                value.part("mimetype").text(),
                value.part("fileName").text(),
                MediaReader.size(value.part("fileLength")),
                null,
                null,
                null);
        return new Media(kind, body, pointer);
    }
}
