package com.tradingsystem.whatsapp.gateway.media;

import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.media.MediaStates.MediaDetails;
import com.tradingsystem.whatsapp.media.MediaStatus;
import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.media.store.ObjectRefused;
import com.tradingsystem.whatsapp.media.store.ObjectStore;
import com.tradingsystem.whatsapp.media.store.ObjectStoreUnavailable;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Answers with objects of the store, as they are read. Files come from strangers: only pictures, recordings and PDFs may be shown in
 * a browser's window, all others are to be saved.
 */
@Component
class StoredFiles {

    private static final Duration STORE_IS_AWAY = Duration.ofSeconds(10);

    private final ObjectProvider<ObjectStore> stores;

    StoredFiles(ObjectProvider<ObjectStore> stores) {
        this.stores = stores;
    }

    static boolean isStored(MediaDetails media) {
        return media.state().status().equals(MediaStatus.COMPLETED.word())
                && media.state().key() != null;
    }

    ResponseEntity<Resource> file(MediaDetails media, HttpServletRequest request) {
        MediaType type = type(media.type());
        ContentDisposition.Builder disposition =
                mayBeShown(type) ? ContentDisposition.inline() : ContentDisposition.attachment();
        String name = media.declared().fileName();
        if (name != null && !name.isBlank()) {
            disposition.filename(name, StandardCharsets.UTF_8);
        }
        HttpHeaders headers = new HttpHeaders();
        headers.setContentDisposition(disposition.build());
        headers.setContentType(type);
        headers.setETag("\"" + media.state().hash() + "\"");
        return answer(isStored(media) ? media.state().key() : null, headers, request);
    }

    ResponseEntity<Resource> thumbnail(MediaDetails media, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.IMAGE_JPEG);
        headers.setETag("\"thumb-" + media.state().hash() + "\"");
        return answer(isStored(media) ? media.state().thumbnailKey() : null, headers, request);
    }

    private ResponseEntity<Resource> answer(@Nullable String key, HttpHeaders headers, HttpServletRequest request) {
        if (key == null) {
            throw new ProblemException(ProblemType.MEDIA_NOT_STORED);
        }
        ObjectKey object = new ObjectKey(key);
        ObjectStore store = stores.getIfAvailable();
        if (store == null) {
            throw ProblemException.unavailable("No object store is configured.", STORE_IS_AWAY);
        }
        long size = size(store, object);
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        Part part = part(request.getHeader(HttpHeaders.RANGE), size);
        headers.setContentLength(part.length());
        if (part.length() < size) {
            headers.set(
                    HttpHeaders.CONTENT_RANGE,
                    "bytes %d-%d/%d".formatted(part.offset(), part.offset() + part.length() - 1, size));
        }
        HttpStatus status = part.length() < size ? HttpStatus.PARTIAL_CONTENT : HttpStatus.OK;
        if (request.getMethod().equals("HEAD")) {
            return new ResponseEntity<>(headers, status);
        }
        return new ResponseEntity<>(
                new InputStreamResource(
                        () -> store.open(object, part.offset(), part.length())
                                .orElseThrow(() -> new FileNotFoundException("the object is gone")),
                        "an object of the store"),
                headers,
                status);
    }

    private static long size(ObjectStore store, ObjectKey key) {
        OptionalLong size;
        try {
            size = store.size(key);
        } catch (ObjectRefused e) {
            throw new ProblemException(ProblemType.MEDIA_NOT_STORED);
        } catch (ObjectStoreUnavailable e) {
            throw ProblemException.unavailable("The object store does not answer.", STORE_IS_AWAY);
        }
        return size.orElseThrow(() -> new ProblemException(ProblemType.MEDIA_NOT_STORED));
    }

    private record Part(long offset, long length) {}

    /** One range is answered; several, and those that make no sense, are answered with the whole file. */
    private static Part part(@Nullable String header, long size) {
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(header);
            if (ranges.size() == 1 && size > 0) {
                long start = ranges.getFirst().getRangeStart(size);
                long end = ranges.getFirst().getRangeEnd(size);
                if (start <= end && end < size) {
                    return new Part(start, end - start + 1);
                }
            }
        } catch (IllegalArgumentException e) {
            // as good as none
        }
        return new Part(0, size);
    }

    private static boolean mayBeShown(MediaType type) {
        return switch (type.getType()) {
            case "image" -> !type.getSubtype().contains("svg");
            case "audio", "video" -> true;
            default -> type.equals(MediaType.APPLICATION_PDF);
        };
    }

    /** A type that a browser would run something of is not told. */
    private static MediaType type(@Nullable String text) {
        try {
            MediaType type = text == null ? MediaType.APPLICATION_OCTET_STREAM : MediaType.parseMediaType(text);
            String words = type.getSubtype();
            boolean isActive = words.contains("html") || words.contains("xml") || words.contains("script");
            return isActive && !words.startsWith("vnd.openxmlformats") ? MediaType.APPLICATION_OCTET_STREAM : type;
        } catch (InvalidMediaTypeException e) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }
}
