package com.tradingsystem.whatsapp.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The stack in a JVM of its own, with its data in a directory and on ports nobody else has. */
final class StackProcess {

    static final String API_TOKEN = "api-5d1c7b0e9f3a48d2b6e4a1c8f7093b52";
    static final String WEBHOOK_TOKEN = "hook-8e2f4c6a1b3d5079a9c7e5f3d1b08642";
    private static final String DB_PASSWORD = "db-3c5e7a9b1d2f40618293a4b5c6d7e8f9";
    private static final Duration START = Duration.ofMinutes(3);

    private final Path directory;
    private final Map<String, String> environment;
    private final Process process;
    private final Path output;

    private StackProcess(Path directory, Map<String, String> environment, Process process, Path output) {
        this.directory = directory;
        this.environment = environment;
        this.process = process;
        this.output = output;
    }

    /** Five free ports and, if asked for, fixed secrets. */
    static Map<String, String> environment(boolean withSecrets) {
        List<Integer> ports = freePorts(5);
        Map<String, String> environment = new java.util.HashMap<>(Map.of(
                "WHATSAPP_GATEWAY_API_PORT", "" + ports.get(0),
                "WHATSAPP_GATEWAY_MANAGEMENT_PORT", "" + ports.get(1),
                "WHATSAPP_SYNC_MANAGEMENT_PORT", "" + ports.get(2),
                "WHATSAPP_DB_PORT", "" + ports.get(3),
                "WHATSAPP_CORE_PORT", "" + ports.get(4)));
        if (withSecrets) {
            environment.putAll(Map.of(
                    "WHATSAPP_GATEWAY_API_TOKEN", API_TOKEN,
                    "WHATSAPP_WEBHOOK_TOKEN", WEBHOOK_TOKEN,
                    "WHATSAPP_DB_PASSWORD", DB_PASSWORD));
        }
        return environment;
    }

    /** Starts the stack and waits until it says that it is ready. */
    static StackProcess start(Path directory, Map<String, String> environment, String... arguments) {
        try {
            Path output = Files.createTempFile("stack", ".out");
            Stream<String> java = Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "com.tradingsystem.whatsapp.local.LocalStack");
            ProcessBuilder builder = new ProcessBuilder(
                            Stream.concat(java, Arrays.stream(arguments)).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("WHATSAPP_"));
            builder.environment().putAll(environment);
            builder.environment().put("WHATSAPP_LOCAL_DIR", directory.toString());
            StackProcess stack = new StackProcess(directory, environment, builder.start(), output);
            stack.awaitReady();
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + environment.get("WHATSAPP_GATEWAY_API_PORT");
    }

    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As the archive's own user, with the password of {@link #environment}. */
    Connection database() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + environment.get("WHATSAPP_DB_PORT") + "/whatsapp_gateway",
                "whatsapp",
                DB_PASSWORD);
    }

    /** {@code kill -9} of the JVM; the database it started lives on, as it would. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(30));
    }

    /** {@code kill -9} of the database's postmaster, which takes its backends down. */
    void killDatabase() {
        try {
            String pid = Files.readAllLines(directory.resolve("postgres/postmaster.pid"))
                    .getFirst()
                    .strip();
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a signal and waits for the end; gives the exit code. */
    int signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
        awaitEnd(Duration.ofSeconds(90));
        return process.exitValue();
    }

    private void awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the stack did not end:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START.toNanos();
        while (output().lines().noneMatch(line -> line.startsWith("READY "))) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException("the stack did not get ready:\n" + output());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets =
                Stream.generate(StackProcess::anySocket).limit(count).toList();
        List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
        sockets.forEach(StackProcess::close);
        return ports;
    }

    private static ServerSocket anySocket() {
        try {
            return new ServerSocket(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
