package com.tradingsystem.whatsapp.bench.setting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of this module, in which the statements and the scripts of the load tools are files that can be read and run by hand.
 *
 * @param path the folder
 */
public record Home(Path path) {

    public Home {
        path = path.toAbsolutePath().normalize();
    }

    /** A statement in {@code sql}. */
    public String sql(String name) {
        try {
            return Files.readString(sqlFile(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of a statement in {@code sql}. */
    public Path sqlFile(String name) {
        return path.resolve("sql").resolve(name);
    }

    /** A file in {@code wrk}. */
    public Path wrk(String name) {
        return path.resolve("wrk").resolve(name);
    }

    /** What a run leaves behind. */
    public Path target() {
        return path.resolve("target");
    }

    /** The folder of another module. */
    public Path module(String name) {
        return path.resolveSibling(name);
    }
}
