package com.tradingsystem.whatsapp.worker.media.thumbnail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program on a stranger's file: with limits that the kernel holds, without our environment, and not for ever. */
final class ChildProcess {

    /** Sets the limits on itself and becomes the program. POSIX counts memory in KB and files in blocks of 512 bytes. */
    private static final String LIMITED =
            "ulimit -v \"$1\" && ulimit -t \"$2\" && ulimit -f 65536 && ulimit -c 0 && shift 2 && exec \"$@\"";

    private final Duration time;
    private final long memory;

    /**
     * @param time by the clock, and of one processor
     * @param memory in bytes of address space
     */
    ChildProcess(Duration time, long memory) {
        this.time = time;
        this.memory = memory;
    }

    /**
     * Runs a program to its end, or to the end of its time.
     *
     * @param directory where it runs
     * @throws IOException if it cannot be started, fails, or takes too long
     */
    void run(List<String> program, Path directory, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", LIMITED, "sh", Long.toString(memory / 1024), Long.toString(time.toSeconds())));
        command.addAll(program);
        Path nothing = Path.of("/dev/null");
        if (!Files.exists(nothing)) {
            throw new IOException("limits need a POSIX system");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(nothing.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        await(builder.start());
    }

    private void await(Process process) throws IOException {
        try {
            if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("took too long");
            }
            if (process.exitValue() != 0) {
                throw new IOException("ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("was stopped", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
