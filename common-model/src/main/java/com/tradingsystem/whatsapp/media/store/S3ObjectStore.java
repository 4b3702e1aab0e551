package com.tradingsystem.whatsapp.media.store;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.ObjectWriteArgs;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in a bucket of any S3.
 *
 * <p>A file goes in one request, so an upload that breaks off leaves nothing, not even parts that would have to be cleaned
 * up; that limits a file to {@value #MAX_BYTES} bytes. Files are streamed, never held in memory. The bucket is made when it
 * turns out to be missing, so a service starts before its store does; new buckets are private.
 */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(S3ObjectStore.class);

    /** What S3 takes in one request. */
    public static final long MAX_BYTES = ObjectWriteArgs.MAX_PART_SIZE;

    /** Not the key of a file: those begin with a session. */
    private static final String PROBE = ".whatsapp-write-test";

    private static final int PROBE_BYTES = 4096;

    private final OkHttpClient http = httpClient();
    private final MinioClient client;
    private final String bucket;
    private final String region;

    /**
     * @param endpoint an address without a path, for example {@code http://localhost:9302}
     * @throws IllegalArgumentException if the endpoint is none
     */
    public S3ObjectStore(String endpoint, String region, String bucket, String accessKey, String secretKey) {
        this.bucket = bucket;
        this.region = region;
        this.client = MinioClient.builder()
                .endpoint(endpoint)
                .region(region)
                .credentials(accessKey, secretKey)
                .httpClient(http)
                .build();
    }

    /** The client's own default waits five minutes for a server that is not there. */
    private static OkHttpClient httpClient() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ofSeconds(60))
                .writeTimeout(Duration.ofSeconds(60))
                .build();
    }

    @Override
    public void put(ObjectKey key, Path file, ObjectLabel label) {
        try {
            try {
                upload(key, file, label);
            } catch (MinioException e) {
                if (!S3Faults.isMissingBucket(e)) {
                    throw e;
                }
                findOrMakeBucket();
                upload(key, file, label);
            }
        } catch (ObjectStoreUnavailable e) {
            throw e;
        } catch (MinioException | RuntimeException e) {
            throw S3Faults.ofObject("cannot store an object", e);
        }
    }

    private void upload(ObjectKey key, Path file, ObjectLabel label) throws MinioException {
        MediaType type = MediaType.parse(label.contentType());
        var args = UploadObjectArgs.builder()
                .bucket(bucket)
                .object(key.value())
                .contentType(type == null ? MediaType.get("application/octet-stream") : type)
                .filename(file.toString(), MAX_BYTES);
        String name = label.fileName();
        if (name != null) {
            args.userMetadata(Map.of("original-filename", HeaderText.encoded(name)));
            args.headers(Map.of(
                    "Content-Disposition",
                    FileName.of(name, "file", key, label.contentType()).disposition("attachment")));
        }
        if (client.uploadObject(args.build()).etag() == null) {
            throw new IllegalStateException("whoever answered is no S3");
        }
    }

    @Override
    public OptionalLong size(ObjectKey key) {
        try {
            return OptionalLong.of(client.statObject(StatObjectArgs.builder()
                            .bucket(bucket)
                            .object(key.value())
                            .build())
                    .size());
        } catch (MinioException | RuntimeException e) {
            if (S3Faults.isMissing(e)) {
                return OptionalLong.empty();
            }
            throw S3Faults.ofObject("cannot ask for an object", S3Faults.isWithoutReason(e) ? reason(key, e) : e);
        }
    }

    /** What answers a question for the length has no body; what answers one for the object has. */
    private Exception reason(ObjectKey key, Exception withoutReason) {
        var firstByte =
                GetObjectArgs.builder().bucket(bucket).object(key.value()).length(1L);
        try {
            client.getObject(firstByte.build()).close();
            return withoutReason;
        } catch (MinioException | IOException | RuntimeException e) {
            return e;
        }
    }

    @Override
    public Optional<InputStream> open(ObjectKey key, long offset, long length) {
        if (length <= 0) { // which S3 has no words for
            return size(key).isPresent() ? Optional.of(InputStream.nullInputStream()) : Optional.empty();
        }
        var args = GetObjectArgs.builder().bucket(bucket).object(key.value());
        if (offset > 0) {
            args.offset(offset);
        }
        if (length < Long.MAX_VALUE) {
            args.length(length);
        }
        try {
            return Optional.of(client.getObject(args.build()));
        } catch (MinioException | RuntimeException e) {
            if (S3Faults.isMissing(e)) {
                return Optional.empty();
            }
            if (S3Faults.isPastTheEnd(e)) {
                return Optional.of(InputStream.nullInputStream());
            }
            throw S3Faults.unavailable("cannot open an object", e);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        try {
            client.removeObject(RemoveObjectArgs.builder()
                    .bucket(bucket)
                    .object(key.value())
                    .build());
        } catch (MinioException | RuntimeException e) {
            if (!S3Faults.isMissing(e)) {
                throw S3Faults.ofObject("cannot delete an object", e);
            }
        }
    }

    @Override
    public Stream<StoredObject> list(String prefix) {
        Iterator<Result<Item>> items = client.listObjects(ListObjectsArgs.builder()
                        .bucket(bucket)
                        .prefix(prefix)
                        .recursive(true)
                        .build())
                .iterator();
        return Stream.generate(() -> next(items))
                .takeWhile(Optional::isPresent)
                .flatMap(item -> Stream.ofNullable(describe(item.orElseThrow())));
    }

    private static Optional<Result<Item>> next(Iterator<Result<Item>> items) {
        try {
            return items.hasNext() ? Optional.of(items.next()) : Optional.empty();
        } catch (RuntimeException e) {
            throw S3Faults.unavailable("cannot list the objects", e);
        }
    }

    /** What was listed; null for what was not stored by a store, and for a bucket that is not there. */
    private static @Nullable StoredObject describe(Result<Item> listed) {
        try {
            Item item = listed.get();
            return new StoredObject(
                    new ObjectKey(item.objectName()),
                    item.size(),
                    item.lastModified().toInstant());
        } catch (IllegalArgumentException e) {
            return null;
        } catch (MinioException | RuntimeException e) {
            if (S3Faults.isMissing(e)) {
                return null;
            }
            throw S3Faults.unavailable("cannot list the objects", e);
        }
    }

    /** A user may find a bucket and not write to it, and a full store can still be read; so something is written, and left if need be. */
    @Override
    public void check() {
        findOrMakeBucket();
        try {
            client.putObject(PutObjectArgs.builder()
                    .bucket(bucket)
                    .object(PROBE)
                    .data(new byte[PROBE_BYTES], PROBE_BYTES)
                    .build());
        } catch (MinioException | RuntimeException e) {
            throw S3Faults.unavailable("cannot write to the bucket", e);
        }
        try {
            client.removeObject(
                    RemoveObjectArgs.builder().bucket(bucket).object(PROBE).build());
        } catch (MinioException | RuntimeException e) {
            log.debug(
                    "what was written to try the bucket stays: {}", e.getClass().getSimpleName());
        }
    }

    private void findOrMakeBucket() {
        try {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
                makeBucket();
            }
        } catch (MinioException | RuntimeException e) {
            throw S3Faults.unavailable("cannot find or make the bucket", e);
        }
    }

    private void makeBucket() throws MinioException {
        try {
            client.makeBucket(
                    MakeBucketArgs.builder().bucket(bucket).region(region).build());
        } catch (MinioException e) {
            if (!S3Faults.isBucketThere(e)) { // another service was faster
                throw e;
            }
        }
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
