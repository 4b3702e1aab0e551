package com.tradingsystem.whatsapp.local.database;

import com.tradingsystem.whatsapp.local.ports.Port;
import java.nio.file.Path;

/**
 * What the local database is to be.
 *
 * @param directory data, binaries and log go below it
 * @param user owner of the database {@value LocalDatabase#NAME}; not a superuser
 * @param readerPassword of {@value LocalDatabase#READER}
 */
public record LocalDatabaseSettings(Path directory, Port port, String user, String password, String readerPassword) {

    public LocalDatabaseSettings {
        directory = directory.toAbsolutePath().normalize();
    }

    Path data() {
        return directory.resolve("postgres");
    }

    Path binaries() {
        return directory.resolve("postgres-binaries");
    }

    Path log() {
        return directory.resolve("logs/postgres.log");
    }
}
