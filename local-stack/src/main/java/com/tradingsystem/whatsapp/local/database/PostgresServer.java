package com.tradingsystem.whatsapp.local.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.util.FileSystemUtils;

/**
 * A server on a data directory: made once, started, stopped.
 *
 * <p>{@code pg_ctl} puts it into a session of its own, so that Ctrl-C in a terminal does not reach it before those who still
 * need it are done. The caller sees to it that nobody else starts one on the same directory.
 */
final class PostgresServer {

    private static final Duration OLD_PROCESSES_LINGER = Duration.ofSeconds(20);

    private final LocalDatabaseSettings settings;
    private final Commands commands;
    private final PostmasterFile postmaster;

    PostgresServer(LocalDatabaseSettings settings, Commands commands) {
        this.settings = settings;
        this.commands = commands;
        this.postmaster = new PostmasterFile(settings.data());
    }

    /**
     * Makes the data directory if there is none yet.
     *
     * @param superuserPassword kept beside the data, see {@link #superuserPassword()}
     */
    void initialise(String superuserPassword) throws IOException {
        Path data = settings.data();
        if (Files.exists(data)) {
            return;
        }
        Path half = data.resolveSibling(data.getFileName() + ".new");
        FileSystemUtils.deleteRecursively(half);
        Path passwordFile = data.resolveSibling(data.getFileName() + ".password");
        Files.deleteIfExists(passwordFile);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(passwordFile, ownerOnly);
        Files.writeString(passwordFile, superuserPassword);
        Commands.Result made = commands.run(
                "initdb",
                "--pgdata=" + half,
                "--username=" + Superuser.NAME,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--data-checksums");
        if (!made.succeeded()) {
            throw new DatabaseCannotStart("cannot make the database in " + data + ": " + lastLine(made.output()));
        }
        Files.move(passwordFile, superuserPasswordFile(half), StandardCopyOption.ATOMIC_MOVE);
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The superuser's password. Whoever can read it owns the data anyway. */
    String superuserPassword() throws IOException {
        return Files.readString(superuserPasswordFile(settings.data()));
    }

    /** Stops a server that outlived the one who started it. */
    void stopOrphan() {
        if (postmaster.server().isPresent()) {
            stop();
        }
        postmaster.deleteIfStale();
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @return completed when the server is gone, whatever the reason
     */
    CompletableFuture<Void> start() throws IOException {
        settings.port().requireFree();
        Files.createDirectories(settings.log().resolveSibling("."));
        Files.writeString(settings.data().resolve("postgresql.conf"), configuration());
        Commands.Result started = startOnce();
        long deadline = System.nanoTime() + OLD_PROCESSES_LINGER.toNanos();
        while (!started.succeeded() && isHeldByOldProcesses() && System.nanoTime() < deadline) {
            pause();
            started = startOnce();
        }
        if (!started.succeeded()) {
            throw new DatabaseCannotStart("the database does not start: " + reason() + " (see " + settings.log() + ")");
        }
        return postmaster.server().orElseThrow().onExit().thenApply(process -> null);
    }

    /** Stops the server: clients are cut off, transactions rolled back, everything is written. */
    void stop() {
        String data = settings.data().toString();
        Commands.Result stopped = commands.run("pg_ctl", "stop", "-D", data, "-m", "fast", "-t", "20", "-w");
        if (!stopped.succeeded() && postmaster.server().isPresent()) {
            commands.run("pg_ctl", "stop", "-D", data, "-m", "immediate", "-t", "20", "-w");
        }
    }

    private Commands.Result startOnce() throws IOException {
        Files.deleteIfExists(settings.log().resolveSibling("postgres.log.1"));
        if (Files.exists(settings.log())) {
            Files.move(settings.log(), settings.log().resolveSibling("postgres.log.1"));
        }
        return commands.run(
                "pg_ctl",
                "start",
                "-D",
                settings.data().toString(),
                "-l",
                settings.log().toString(),
                "-t",
                "240",
                "-w");
    }

    /** After the main process alone was killed, its children need a moment to notice. */
    private boolean isHeldByOldProcesses() throws IOException {
        String log = log();
        return log.contains("pre-existing shared memory block") || log.contains("Terminate any old server processes");
    }

    private String reason() throws IOException {
        String log = log();
        return log.lines().filter(line -> line.contains("FATAL")).findFirst().orElse(lastLine(log));
    }

    private String log() throws IOException {
        return Files.exists(settings.log()) ? Files.readString(settings.log()) : "";
    }

    /** What the library would switch off is spelt out, although it is the server's default. */
    private String configuration() {
        return """
                # Written anew at every start. Use "alter system" for settings of your own: those win.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                password_encryption = 'scram-sha-256'

                fsync = on
                synchronous_commit = on
                full_page_writes = on

                shared_buffers = 128MB
                shared_preload_libraries = 'pg_stat_statements'
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] %%q%%u@%%d '
                """.formatted(settings.port().number());
    }

    private static Path superuserPasswordFile(Path data) {
        return data.resolve("superuser.password");
    }

    private static String lastLine(String output) {
        return output.lines().reduce((first, second) -> second).orElse("no output");
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
