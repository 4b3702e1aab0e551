package com.tradingsystem.whatsapp.local.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A service as it is deployed: its jar, in a JVM of its own. */
final class ServiceProcess implements AutoCloseable {

    private static final HttpClient client = HttpClient.newHttpClient();

    private final Process process;
    private final URI readiness;
    private final Path log;

    private ServiceProcess(Process process, URI readiness, Path log) {
        this.process = process;
        this.readiness = readiness;
        this.log = log;
    }

    /** The jar that {@code mvn package} makes of a module; empty where only classes were compiled. */
    static Optional<Path> jar(String module) {
        Path target = Path.of("..", module, "target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-exec.jar")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts one.
     *
     * @param managementPort where it says whether it is ready
     */
    static ServiceProcess start(Path jar, int managementPort, Map<String, String> variables) {
        try {
            Path log = Files.createTempFile(Path.of("target"), "service", ".log");
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1", // starts in half the time
                            "-jar",
                            jar.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("WHATSAPP_"));
            builder.environment().putAll(variables);
            URI readiness = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
            return new ServiceProcess(builder.start(), readiness, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        SyncWorld.await(Duration.ofMinutes(3), "the service is ready, see " + log, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the service ended, see " + log);
            }
            return isReady();
        });
    }

    private boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(readiness).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
