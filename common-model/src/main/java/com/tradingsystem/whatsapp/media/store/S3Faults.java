package com.tradingsystem.whatsapp.media.store;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the S3 client's exceptions mean. */
final class S3Faults {

    /**
     * What S3 and its likes say of one object: of its length, its name, what is written on it. Whatever is not listed here is taken to
     * concern the store, with a status of 400 too: a region, a token that has run out, a quota, a body that broke off. InvalidArgument and
     * InvalidRequest are not here: Cloudflare's R2 says the former of an access key that is none.
     */
    private static final Set<String> OF_THE_OBJECT = Set.of(
            "EntityTooLarge",
            "EntityTooSmall",
            "MaxMessageLengthExceeded",
            "KeyTooLong",
            "KeyTooLongError",
            "InvalidURI",
            "InvalidObjectName",
            "XMinioInvalidObjectName",
            "MetadataTooLarge",
            "RequestHeaderSectionTooLarge");

    /** Too large, or too long an address; said also by proxies before the store, in words of their own. */
    private static final Set<Integer> STATUS_OF_THE_OBJECT = Set.of(413, 414);

    private static final Pattern STATUS = Pattern.compile("Response code: (\\d{3}),");

    private S3Faults() {}

    static boolean isMissing(Exception e) {
        return Set.of("NoSuchKey", "NoSuchBucket", "ResourceNotFound").contains(codeOf(e));
    }

    static boolean isMissingBucket(Exception e) {
        return codeOf(e).equals("NoSuchBucket");
    }

    static boolean isBucketThere(Exception e) {
        return Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists").contains(codeOf(e));
    }

    static boolean isPastTheEnd(Exception e) {
        return codeOf(e).equals("InvalidRange");
    }

    /** Whether a request was bad, and the answer had no body to say why. */
    static boolean isWithoutReason(Exception e) {
        return codeOf(e).equals("BadRequest");
    }

    /** What went wrong with one object: {@link ObjectRefused} where the reason is the object. */
    static RuntimeException ofObject(String what, Exception e) {
        String code = codeOf(e);
        int status = statusOf(e);
        if (status < 500 && OF_THE_OBJECT.contains(code)) {
            return new ObjectRefused(what + ": " + code);
        }
        return STATUS_OF_THE_OBJECT.contains(status)
                ? new ObjectRefused(what + ": status " + status)
                : unavailable(what, e);
    }

    /** The client's own messages and causes can hold the whole request, so that its key would end in a log. */
    static ObjectStoreUnavailable unavailable(String what, Exception e) {
        String code = codeOf(e);
        if (!code.isEmpty()) {
            return new ObjectStoreUnavailable(what + ": " + code);
        }
        // Connections that fail come as an IllegalStateException of the client, or inside a MinioException.
        return e.getCause() instanceof IOException cause
                ? new ObjectStoreUnavailable(what, cause)
                : new ObjectStoreUnavailable(what + ": " + e.getClass().getSimpleName());
    }

    private static String codeOf(Exception e) {
        return switch (e) {
            case ErrorResponseException refused -> refused.errorResponse().code();
            case ServerException failed -> "status " + failed.statusCode();
            case InvalidResponseException strange -> "an answer that is not S3's";
            default -> "";
        };
    }

    private static int statusOf(Exception e) {
        return switch (e) {
            case ErrorResponseException refused -> refused.response().code();
            case ServerException failed -> failed.statusCode();
            case InvalidResponseException strange -> statusIn(strange.getMessage());
            default -> 0;
        };
    }

    /** Of an answer that is not S3's the client keeps the status in its message only. */
    private static int statusIn(@Nullable String message) {
        Matcher status = STATUS.matcher(message == null ? "" : message);
        return status.find() ? Integer.parseInt(status.group(1)) : 0;
    }
}
