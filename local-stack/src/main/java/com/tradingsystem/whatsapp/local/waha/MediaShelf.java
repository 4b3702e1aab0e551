package com.tradingsystem.whatsapp.local.waha;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.local.phone.MediaFile;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.waha.dialect.Dialect;
import com.tradingsystem.whatsapp.local.waha.dialect.Json;
import com.tradingsystem.whatsapp.local.waha.webhook.Pace;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files WAHA has downloaded and keeps for a while. Only what they are is kept; the bytes are drawn again when asked
 * for. Safe for use by many threads.
 */
final class MediaShelf {

    private static final int CAPACITY = 10_000;
    private static final Duration DOWNLOAD = Duration.ofMillis(150);
    private static final Duration FAILING_DOWNLOAD = Duration.ofMillis(1700);

    private final URI base;
    private final Duration lifetime;
    private final Function<Message, @Nullable Integer> failures;
    private final InstantSource clock;
    private final Pace pace;
    private final Map<String, Kept> files = new LinkedHashMap<>();

    /** A file and when it goes; null if it stays. */
    private record Kept(MediaFile file, @Nullable Instant until) {}

    MediaShelf(URI base, FakeWahaSettings settings) {
        this.base = base;
        this.lifetime = settings.filesLifetime();
        this.failures = settings.mediaFailures();
        this.clock = settings.clock();
        this.pace = settings.pace();
    }

    /** Fetches a message's file, which takes a while, and gives WAHA's media object; JSON null if it has no file. */
    JsonNode fetch(String session, Dialect dialect, Message message) throws InterruptedException {
        MediaFile file = message.file();
        if (file == null) {
            return Json.NULL;
        }
        Integer failure = failures.apply(message);
        pace.await(failure == null ? DOWNLOAD : FAILING_DOWNLOAD);
        if (failure != null) {
            return Json.with("url", null)
                    .and("filename", file.fileName())
                    .and("mimetype", file.kind().mimeType())
                    .and("error", dialect.mediaError(failure));
        }
        String name = session + "/" + message.coreId() + "." + extension(file.kind());
        keep(name, file);
        return Json.with("url", base.resolve("/api/files/" + name).toString())
                .and("filename", file.fileName())
                .and("mimetype", file.kind().mimeType())
                .and("error", null);
    }

    synchronized Optional<MediaFile> find(String name) {
        dropExpired();
        return Optional.ofNullable(files.get(name)).map(Kept::file);
    }

    private synchronized void keep(String name, MediaFile file) {
        dropExpired();
        files.remove(name);
        files.put(
                name, new Kept(file, lifetime.isZero() ? null : clock.instant().plus(lifetime)));
    }

    private void dropExpired() {
        Instant now = clock.instant();
        files.values().removeIf(kept -> kept.until() != null && !now.isBefore(kept.until()));
        while (files.size() > CAPACITY) {
            files.remove(files.keySet().iterator().next());
        }
    }

    private static String extension(MediaFile.Kind kind) {
        return switch (kind) {
            case PHOTO -> "jpeg";
            case SCREENSHOT -> "png";
            case VIDEO -> "mp4";
            case VOICE -> "oga";
            case STICKER -> "webp";
            case PDF -> "pdf";
            case XML -> "xml";
        };
    }
}
