package com.tradingsystem.whatsapp.media.store;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.util.Set;

/** What the S3 client's exceptions mean. */
final class S3Faults {

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
}
