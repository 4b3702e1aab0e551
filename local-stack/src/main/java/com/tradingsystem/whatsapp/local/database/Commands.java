package com.tradingsystem.whatsapp.local.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs.
 *
 * <p>They refuse to run as root. On Linux root may be somebody else in a user namespace of his own and still owns his
 * files.
 */
final class Commands {

    private static final List<String> UNPRIVILEGED = List.of("unshare", "--user");

    private final Path bin;
    private final List<String> prefix;

    Commands(Path home) {
        this.bin = home.resolve("bin");
        this.prefix = isRoot() ? UNPRIVILEGED : List.of();
    }

    /** What a program did. */
    record Result(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /**
     * @throws DatabaseCannotStart if this is root and may not make a user namespace
     */
    void verifyAllowed() {
        if (!prefix.isEmpty() && !execute(List.of("unshare", "--user", "true")).succeeded()) {
            throw new DatabaseCannotStart(
                    "PostgreSQL refuses to run as root, and this system does not let root become somebody else"
                            + " (unshare --user): run this as a normal user");
        }
    }

    Result run(String program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        return execute(command);
    }

    /** Output goes through a file: what a program leaves running in the background would keep a pipe open. */
    private static Result execute(List<String> command) {
        try {
            Path output = Files.createTempFile("postgres", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                return new Result(waitFor(process), Files.readString(output).strip());
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits even if interrupted: half a start or half a stop would be worse than a late one. */
    private static int waitFor(Process process) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (process.waitFor(5, TimeUnit.MINUTES)) {
                        return process.exitValue();
                    }
                    process.destroyForcibly();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isRoot() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("user.name").equals("root");
    }
}
