package com.tradingsystem.whatsapp.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The stack in a JVM of its own, started as {@code scripts/local} starts it, on ports nobody else uses. */
final class ChildStack implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Map<String, String> variables;
    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private ChildStack(Map<String, String> variables, List<String> arguments) throws IOException {
        this.variables = variables;
        List<String> command = new ArrayList<>();
        if (Files.exists(Path.of("/proc/self/status"))) {
            // Whoever runs the tests in the background may have switched SIGINT off, and that is inherited.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1", // starts in half the time
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                LocalStack.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("WHATSAPP_"));
        builder.environment().putAll(variables);
        process = builder.start();
        reader = Thread.ofVirtual().start(this::read);
    }

    /** Variables for a stack in this folder, with ports that are free now. */
    static Map<String, String> variables(Path directory) {
        Map<String, String> variables = new HashMap<>();
        variables.put("WHATSAPP_LOCAL_DIR", directory.toString());
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (String name : List.of(
                    "WHATSAPP_DB_PORT",
                    "WHATSAPP_GATEWAY_API_PORT",
                    "WHATSAPP_GATEWAY_MANAGEMENT_PORT",
                    "WHATSAPP_SYNC_MANAGEMENT_PORT",
                    "WHATSAPP_CORE_PORT")) {
                ServerSocket socket = new ServerSocket(0);
                sockets.add(socket);
                variables.put(name, Integer.toString(socket.getLocalPort()));
            }
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return variables;
    }

    static ChildStack start(Map<String, String> variables, String... arguments) {
        try {
            return new ChildStack(variables, List.of(arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it serves. */
    ChildStack ready() {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        String ready = "READY http://localhost:" + variables.get("WHATSAPP_GATEWAY_API_PORT");
        while (!output.contains(ready)) {
            assertThat(process.isAlive()).as(String.join("\n", output)).isTrue();
            assertThat(System.nanoTime()).as(String.join("\n", output)).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return this;
    }

    List<String> output() {
        return List.copyOf(output);
    }

    /** Sends a signal by name. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it without a chance to do anything about it. */
    void kill() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(30));
    }

    /** Waits for the end and gives the exit code. */
    int exitCode(Duration longest) {
        try {
            assertThat(process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS))
                    .as("stopped in time: " + String.join("\n", output))
                    .isTrue();
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            // killed
        }
    }

    @Override
    public void close() {
        kill();
    }
}
