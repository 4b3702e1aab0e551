package com.tradingsystem.whatsapp.gateway.media;

import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import com.tradingsystem.whatsapp.gateway.problem.ProblemType;
import com.tradingsystem.whatsapp.media.MediaStates.MediaDetails;
import com.tradingsystem.whatsapp.media.MediaStatus;
import com.tradingsystem.whatsapp.media.store.FileName;
import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.media.store.ObjectRefused;
import com.tradingsystem.whatsapp.media.store.ObjectStore;
import com.tradingsystem.whatsapp.media.store.ObjectStoreUnavailable;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

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
        return media.state().status().equals(MediaStatus.COMPLETED.code())
                && media.state().key() != null;
    }

    @Nullable
    ResponseEntity<Resource> file(MediaDetails media, ServletWebRequest request) {
        ObjectKey key = key(media, media.state().key());
        MediaType type = type(media.type());
        FileName name = FileName.of(
                media.declared().fileName(),
                media.declared().kind() + "-" + media.state().id(),
                key,
                Objects.requireNonNullElse(media.type(), MediaType.APPLICATION_OCTET_STREAM_VALUE));
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_DISPOSITION, name.disposition(mayBeShown(type) ? "inline" : "attachment"));
        headers.setContentType(type);
        return answer(key, "\"" + media.state().hash() + "\"", headers, request);
    }

    @Nullable
    ResponseEntity<Resource> thumbnail(MediaDetails media, ServletWebRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.IMAGE_JPEG);
        return answer(
                key(media, media.state().thumbnailKey()),
                "\"thumb-" + media.state().hash() + "\"",
                headers,
                request);
    }

    private static ObjectKey key(MediaDetails media, @Nullable String key) {
        if (!isStored(media) || key == null) {
            throw new ProblemException(ProblemType.MEDIA_NOT_STORED);
        }
        return new ObjectKey(key);
    }

    /**
     * The object, or the part of it that is asked for. Spring's own answers to ranges would read, and throw away, all that comes before
     * the part.
     *
     * @return null where the caller has it already, which is answered then
     */
    private @Nullable ResponseEntity<Resource> answer(
            ObjectKey key, String tag, HttpHeaders headers, ServletWebRequest request) {
        ObjectStore store = stores.getIfAvailable();
        if (store == null) {
            throw ProblemException.unavailable("No object store is configured.", STORE_IS_AWAY);
        }
        long size = size(store, key);
        if (request.checkNotModified(tag)) { // which sends the tag in any case
            return null;
        }
        ByteRange part = ByteRange.asked(request.getRequest(), tag, size);
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        headers.setContentLength(part.length());
        if (part.isAskedFor()) {
            headers.set(HttpHeaders.CONTENT_RANGE, part.contentRange(size));
        }
        HttpStatus status = part.isAskedFor() ? HttpStatus.PARTIAL_CONTENT : HttpStatus.OK;
        if (HttpMethod.HEAD.equals(request.getHttpMethod())) {
            return new ResponseEntity<>(headers, status);
        }
        return new ResponseEntity<>(
                new InputStreamResource(
                        () -> store.open(key, part.offset(), part.length())
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
