package com.tradingsystem.whatsapp.event;

/** The kinds of messages that carry a file. */
public enum MediaKind {
    IMAGE("image"),
    VIDEO("video"),
    AUDIO("audio"),
    VOICE("voice"),
    DOCUMENT("document"),
    STICKER("sticker"),
    /** A file of a kind the payload does not tell. */
    FILE("file");

    private final String type;

    MediaKind(String type) {
        this.type = type;
    }

    /** The word in the columns {@code message_type} and {@code media_type}. */
    public String type() {
        return type;
    }
}
