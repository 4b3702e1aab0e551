package com.tradingsystem.whatsapp.bench.server;

import com.tradingsystem.whatsapp.bench.setting.BadSetting;
import com.tradingsystem.whatsapp.bench.setting.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The gateway as it is deployed: its jar, in a JVM of its own, with default settings and without Redis. */
public final class Gateway implements AutoCloseable {

    private static final String TOKEN = "a-secret-of-the-bench-4711";
    private static final Duration START = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 20;

    private final Process process;
    private final int port;
    private final URI readiness;
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();

    private Gateway(Process process, int port, int managementPort, Path log) {
        this.process = process;
        this.port = port;
        this.readiness = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** Starts it on a database, which it migrates, and waits until it says that it is ready. */
    public static Gateway start(Home home, Address database) {
        int port = FreePort.next();
        int managementPort = FreePort.next();
        Path log = home.target().resolve("gateway.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmOptions.of(home));
        command.add("-jar");
        command.add(jar(home).toString());
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("WHATSAPP_"));
            builder.environment().putAll(variables(database, port, managementPort));
            Gateway gateway = new Gateway(builder.start(), port, managementPort, log);
            gateway.awaitReady();
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> variables(Address database, int port, int managementPort) {
        return Map.of(
                "WHATSAPP_GATEWAY_API_PORT", Integer.toString(port),
                "WHATSAPP_GATEWAY_MANAGEMENT_PORT", Integer.toString(managementPort),
                "WHATSAPP_GATEWAY_DB_HOST", database.host(),
                "WHATSAPP_GATEWAY_DB_PORT", Integer.toString(database.port()),
                "WHATSAPP_GATEWAY_DB_NAME", database.name(),
                "WHATSAPP_GATEWAY_DB_USER", database.user(),
                "WHATSAPP_GATEWAY_DB_PASSWORD", database.password(),
                "WHATSAPP_GATEWAY_API_TOKEN", TOKEN,
                "WHATSAPP_WEBHOOK_TOKEN", TOKEN);
    }

    /** Where it answers. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The secret of both its doors. */
    public String token() {
        return TOKEN;
    }

    /** How long its threads have worked on a processor, in milliseconds. */
    public double processorMillis() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / 1e6)
                .orElse(Double.NaN);
    }

    /** How much memory is resident, in MB. */
    public double residentMegabytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024.0;
        } catch (IOException e) {
            return Double.NaN; // not on this system
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new BadSetting("the gateway does not start, see " + log);
            }
            pause();
        }
    }

    private boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(readiness).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path jar(Home home) {
        try (Stream<Path> files = Files.list(home.module("gateway-api").resolve("target"))) {
            return files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new BadSetting("the gateway's jar is not built: run bench/run"));
        } catch (IOException e) {
            throw new BadSetting("the gateway's jar is not built: run bench/run", e);
        }
    }

    /** Stops it as a container's end does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
