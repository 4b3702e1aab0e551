package com.tradingsystem.whatsapp.local.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code postmaster.pid}, by which a server says that it runs on a data directory, or ran when it was killed. */
final class PostmasterFile {

    private final Path data;
    private final Path file;

    PostmasterFile(Path data) {
        this.data = data;
        this.file = data.resolve("postmaster.pid");
    }

    /**
     * The server that runs on this directory. A number that now belongs to another program, as after a reboot, is none;
     * PostgreSQL itself would take it for a server and refuse to start.
     */
    Optional<ProcessHandle> server() {
        return pid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive).filter(this::isServer);
    }

    void deleteIfStale() {
        if (server().isEmpty()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Optional<Long> pid() {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.getFirst().strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isServer(ProcessHandle process) {
        String[] arguments = process.info().arguments().orElse(new String[0]);
        return List.of(arguments).contains(data.toString());
    }
}
