package com.tradingsystem.whatsapp.media.store;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An S3 server in a JVM of its own, which checks signatures and keeps what it stores in a directory, so that it can be
 * stopped and started again.
 */
public final class S3Server implements AutoCloseable {

    public static final String ACCESS_KEY = "whatsapp-test";
    public static final String SECRET_KEY = "a secret that the server knows";

    private final Path home;
    private final int port;
    private @Nullable Process process;

    private S3Server(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    /** Starts a server that keeps its files below {@code home}. */
    public static S3Server start(Path home) throws IOException, InterruptedException {
        S3Server server = new S3Server(home, freePort());
        server.start();
        return server;
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** A store in a bucket of this server. */
    public S3ObjectStore store(String bucket) {
        return new S3ObjectStore(endpoint(), "us-east-1", bucket, ACCESS_KEY, SECRET_KEY);
    }

    /** Starts the server again, under the same address and with the same files. */
    public void start() throws IOException, InterruptedException {
        Path files = Files.createDirectories(home.resolve("files"));
        Path settings = Files.writeString(
                home.resolve("s3proxy.properties"), """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(endpoint(), ACCESS_KEY, SECRET_KEY, files));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        jar().toString(),
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("s3proxy.log").toFile())
                .start();
        awaitAnswer();
    }

    /** Stops the server at once; what it stored stays. */
    public void stop() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static Path jar() {
        Path jar = Path.of("target", "test-servers", "s3proxy.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar.toAbsolutePath() + " is put there by Maven; run its test phase once");
        }
        return jar;
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!answers()) {
            if (Instant.now().isAfter(end)) {
                throw new IOException("no S3 server: " + Files.readString(home.resolve("s3proxy.log")));
            }
            Thread.sleep(50);
        }
    }

    private boolean answers() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(endpoint()).toURL().openConnection();
        try {
            return connection.getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        } finally {
            connection.disconnect();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
