package com.tradingsystem.whatsapp.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.MinioClient;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class S3ObjectStoreIntegrationTests extends ObjectStoreContractTests {

    private static final ObjectKey KEY = ObjectKey.of("loja", "5511987654321@c.us", "2026", "01", "ab12.pdf");

    @TempDir
    static Path home;

    @TempDir
    Path files;

    private static S3Server server;

    private String bucket = "";
    private S3ObjectStore store;

    @BeforeAll
    static void startServer() throws Exception {
        server = S3Server.start(home);
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void open() {
        bucket = "media-" + UUID.randomUUID();
        store = server.store(bucket);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void wrongSecret_isRefused() throws IOException {
        Path file = Files.writeString(files.resolve("file"), "content");
        store.put(KEY, file, "text/plain");

        try (S3ObjectStore thief =
                new S3ObjectStore(server.endpoint(), "us-east-1", bucket, S3Server.ACCESS_KEY, "another secret")) {
            assertThatThrownBy(() -> thief.open(KEY))
                    .isInstanceOf(ObjectStoreUnavailable.class)
                    .hasMessageContaining("SignatureDoesNotMatch")
                    .hasMessageNotContaining("5511987654321");
            assertThatThrownBy(() -> thief.put(KEY, file, "text/plain"))
                    .isInstanceOf(ObjectStoreUnavailable.class)
                    .hasMessageContaining("SignatureDoesNotMatch");
            assertThatThrownBy(() -> thief.size(KEY)).isInstanceOf(ObjectStoreUnavailable.class);
            assertThatThrownBy(thief::check).isInstanceOf(ObjectStoreUnavailable.class);
        }
    }

    @Test
    void newBucket_isPrivate() throws IOException {
        store.check();
        store.put(KEY, Files.writeString(files.resolve("file"), "content"), "text/plain");

        assertThat(anonymously("/" + bucket + "/" + KEY)).isEqualTo(403);
        assertThat(anonymously("/" + bucket)).isEqualTo(403);
    }

    @Test
    void fileNameInAnyScript_comesBackFromTheLabel() throws Exception {
        String name = "Orçamento ação №5 – 見積 😀 \"a\" ../..\\\u0007\r\nX-Evil: 1.pdf";

        store.put(KEY, Files.writeString(files.resolve("file"), "x"), new ObjectLabel("application/pdf", name));

        StatObjectResponse object = stat();
        assertThat(decoded(object.userMetadata().getFirst("original-filename"))).isEqualTo(name);
        assertThat(object.contentType()).isEqualTo("application/pdf");
        assertThat(object.headers().get("Content-Disposition"))
                .startsWith(
                        "attachment; filename=\"Orcamento acao No5 _ _ _ _a_ .._ X-Evil_ 1.pdf\"; filename*=UTF-8''");
        assertThat(object.headers().get("X-Evil")).isNull();
    }

    @Test
    void endlessFileName_isShortenedAndKeepsItsExtension() throws Exception {
        String name = "報".repeat(5_000) + ".docx";

        store.put(KEY, Files.writeString(files.resolve("file"), "x"), new ObjectLabel("application/pdf", name));

        StatObjectResponse object = stat();
        assertThat(decoded(object.userMetadata().getFirst("original-filename")))
                .startsWith("報報")
                .endsWith("報.docx")
                .hasSizeLessThan(200);
        assertThat(object.headers().get("Content-Disposition")).hasSizeLessThan(1000);
    }

    @Test
    void typeThatIsNone_isBytes() throws Exception {
        store.put(KEY, Files.writeString(files.resolve("file"), "x"), "no type\r\nX-Evil: 1");

        assertThat(stat().contentType()).isEqualTo("application/octet-stream");
    }

    @Test
    void serverThatIsAway_isUnavailableAndComesBack() throws Exception {
        Path file = Files.writeString(files.resolve("file"), "content");
        try (S3Server other = S3Server.start(Files.createDirectory(files.resolve("other")));
                S3ObjectStore remote = other.store("media")) {
            other.stop();

            assertThatThrownBy(() -> remote.put(KEY, file, "text/plain")).isInstanceOf(ObjectStoreUnavailable.class);
            assertThatThrownBy(() -> remote.size(KEY)).isInstanceOf(ObjectStoreUnavailable.class);
            assertThatThrownBy(remote::check).isInstanceOf(ObjectStoreUnavailable.class);
            assertThatThrownBy(() -> remote.list("").toList()).isInstanceOf(ObjectStoreUnavailable.class);

            other.start();
            remote.check();
            assertThat(remote.size(KEY)).isEmpty();
            remote.put(KEY, file, "text/plain");
            assertThat(remote.size(KEY)).hasValue(7);
        }
    }

    @Test
    void answerThatIsNotOfAnS3_isUnavailable() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            String endpoint = "http://127.0.0.1:" + silent.getLocalPort();
            Thread web = Thread.ofVirtual().start(() -> answerHtml(silent));
            try (S3ObjectStore wrong = new S3ObjectStore(endpoint, "us-east-1", bucket, "a", "b")) {
                Path file = Files.writeString(files.resolve("file"), "content");
                assertThatThrownBy(() -> wrong.put(KEY, file, "text/plain")).isInstanceOf(ObjectStoreUnavailable.class);
                assertThatThrownBy(() -> wrong.size(KEY)).isInstanceOf(ObjectStoreUnavailable.class);
            }
            web.interrupt();
        }
    }

    @Test
    void properties_bringTheStore() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MediaStoreAutoConfiguration.class));

        runner.withPropertyValues(
                        "whatsapp.minio.endpoint=" + server.endpoint(),
                        "whatsapp.minio.access-key=" + S3Server.ACCESS_KEY,
                        "whatsapp.minio.secret-key=" + S3Server.SECRET_KEY)
                .run(context -> {
                    assertThat(context).hasSingleBean(S3ObjectStore.class);
                    assertThat(context.getBean(ObjectStore.class).bucket()).isEqualTo("whatsapp-media");
                    assertThat(context.getBean(S3Settings.class).toString()).doesNotContain(S3Server.SECRET_KEY);
                });
        runner.withPropertyValues("whatsapp.media.store=s3")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("the chosen media store needs WHATSAPP_MINIO_ENDPOINT"));
        runner.withPropertyValues("whatsapp.minio.endpoint=" + server.endpoint(), "whatsapp.media.store=directory")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("the chosen media store needs WHATSAPP_MEDIA_DIRECTORY"));
    }

    private StatObjectResponse stat() throws Exception {
        MinioClient client = MinioClient.builder()
                .endpoint(server.endpoint())
                .region("us-east-1")
                .credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)
                .build();
        return client.statObject(
                StatObjectArgs.builder().bucket(bucket).object(KEY.value()).build());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static int anonymously(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(server.endpoint() + path).toURL().openConnection();
        return connection.getResponseCode();
    }

    private static void answerHtml(ServerSocket server) {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return;
            }
        }
    }
}
