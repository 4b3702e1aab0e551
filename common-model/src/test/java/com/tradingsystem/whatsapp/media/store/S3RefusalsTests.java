package com.tradingsystem.whatsapp.media.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which refusals are an object's and which are the store's, in the words of S3, of MinIO and of proxies. */
class S3RefusalsTests {

    private static final ObjectKey KEY = ObjectKey.of("loja", "5511987654321", "2026", "01", "ab12.pdf");
    private static final String PATH = "/media/" + KEY;

    @TempDir
    Path files;

    private FileServer server;
    private S3ObjectStore store;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        server = new FileServer();
        store = new S3ObjectStore(server.origin(), "us-east-1", "media", "a", "b");
        file = Files.writeString(files.resolve("file"), "content");
    }

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, EntityTooLarge",
        "413, EntityTooLarge",
        "413, SomethingElse",
        "400, KeyTooLongError",
        "400, MetadataTooLarge",
        "400, XMinioInvalidObjectName"
    })
    void refusalOfAnObject_isTheObjects(int status, String code) {
        answer(status, code);

        assertThatThrownBy(() -> store.put(KEY, file, "text/plain"))
                .isInstanceOf(ObjectRefused.class)
                .hasMessageContaining(code.equals("SomethingElse") ? "status 413" : code)
                .hasMessageNotContaining("5511987654321");
        assertThatThrownBy(() -> store.delete(KEY)).isInstanceOf(ObjectRefused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied",
        "403, InvalidAccessKeyId",
        "403, SignatureDoesNotMatch",
        "403, RequestTimeTooSkewed",
        "400, AuthorizationHeaderMalformed",
        "400, ExpiredToken",
        "400, InvalidToken",
        "400, InvalidBucketName",
        "400, RequestTimeout",
        "400, IncompleteBody",
        "400, XMinioAdminBucketQuotaExceeded",
        "400, InvalidArgument",
        "400, InvalidRequest",
        "400, SomethingElse",
        "409, OperationAborted",
        "429, TooManyRequests",
        "500, InternalError",
        "500, EntityTooLarge",
        "503, SlowDown",
        "507, XMinioStorageFull"
    })
    void refusalOfTheStore_isAnOutage(int status, String code) {
        answer(status, code);

        assertThatThrownBy(() -> store.put(KEY, file, "text/plain"))
                .isInstanceOf(ObjectStoreUnavailable.class)
                .hasMessageContaining(code)
                .hasMessageNotContaining("5511987654321");
        assertThatThrownBy(() -> store.size(KEY)).isInstanceOf(ObjectStoreUnavailable.class);
        assertThatThrownBy(() -> store.delete(KEY)).isInstanceOf(ObjectStoreUnavailable.class);
    }

    @Test
    void questionForTheLengthOfARefusedName_isTheObjects() {
        answer(400, "KeyTooLongError");

        assertThatThrownBy(() -> store.size(KEY))
                .isInstanceOf(ObjectRefused.class)
                .hasMessage("cannot ask for an object: KeyTooLongError");
    }

    @ParameterizedTest
    @CsvSource({"413, true", "414, true", "400, false", "403, false", "404, false", "502, false"})
    void pageOfAProxy_isUnderstoodByItsStatus(int status, boolean isOfTheObject) {
        server.on(PATH, exchange -> FileServer.send(exchange, status, "text/html", "<h1>no</h1>".getBytes(UTF_8)));

        assertThatThrownBy(() -> store.put(KEY, file, "text/plain"))
                .isInstanceOf(isOfTheObject ? ObjectRefused.class : ObjectStoreUnavailable.class);
    }

    @Test
    void bucketThatCannotBeMade_isAnOutage() {
        answer(404, "NoSuchBucket");
        for (String bucket : List.of("/media", "/media/")) {
            server.on(bucket, exchange -> {
                if (exchange.getRequestMethod().equals("HEAD")) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    FileServer.send(exchange, 400, "application/xml", error("InvalidArgument"));
                }
            });
        }

        assertThatThrownBy(() -> store.put(KEY, file, "text/plain"))
                .isInstanceOf(ObjectStoreUnavailable.class)
                .hasMessage("cannot find or make the bucket: InvalidArgument");
    }

    @Test
    void bucketThatCanBeFoundAndNotWrittenTo_isNoStore() {
        for (String bucket : List.of("/media", "/media/")) {
            server.on(bucket, exchange -> exchange.sendResponseHeaders(200, -1));
        }
        server.on(
                "/media/.whatsapp-write-test",
                exchange -> FileServer.send(exchange, 403, "application/xml", error("AccessDenied")));

        assertThatThrownBy(store::check)
                .isInstanceOf(ObjectStoreUnavailable.class)
                .hasMessage("cannot write to the bucket: AccessDenied");
    }

    private void answer(int status, String code) {
        server.on(PATH, exchange -> {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                FileServer.send(exchange, status, "application/xml", error(code));
            }
        });
    }

    private static byte[] error(String code) {
        return ("<Error><Code>" + code + "</Code><Message>About " + KEY + "</Message></Error>").getBytes(UTF_8);
    }
}
