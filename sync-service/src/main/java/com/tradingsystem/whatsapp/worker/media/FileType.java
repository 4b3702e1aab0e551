package com.tradingsystem.whatsapp.worker.media;

/**
 * What the bytes of a file say it is.
 *
 * @param extension the usual one of its type, without a dot
 * @param differs whether that is something else than its sender said
 */
record FileType(String mimeType, String extension, boolean differs) {

    /** Whether browsers would run it: stored under its own type it could act in the name of the site that serves it. */
    boolean isActive() {
        return switch (mimeType) {
            case "text/html",
                    "application/xhtml+xml",
                    "image/svg+xml",
                    "application/xml",
                    "text/xml",
                    "text/javascript",
                    "application/javascript",
                    "application/x-shockwave-flash" -> true;
            default -> mimeType.endsWith("+xml");
        };
    }

    /** Whether it is what servers and proxies answer instead of a picture, a video or a recording. */
    boolean isPageOrText() {
        return mimeType.startsWith("text/")
                || mimeType.equals("application/json")
                || mimeType.equals("application/xml")
                || mimeType.equals("application/xhtml+xml");
    }
}
