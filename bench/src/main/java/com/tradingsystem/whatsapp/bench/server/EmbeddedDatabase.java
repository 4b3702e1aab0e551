package com.tradingsystem.whatsapp.bench.server;

import com.tradingsystem.whatsapp.bench.setting.Home;
import com.tradingsystem.whatsapp.local.database.LocalDatabase;
import com.tradingsystem.whatsapp.local.database.LocalDatabaseSettings;
import com.tradingsystem.whatsapp.local.ports.Port;
import java.nio.file.Path;

/** The local stack's PostgreSQL: a real one, with fsync, in a folder that is emptied before and after. */
record EmbeddedDatabase(LocalDatabase database, Address address, Path directory) implements BenchDatabase {

    private static final String USER = "bench";
    private static final String PASSWORD = "bench-of-a-day-4711";

    static EmbeddedDatabase start(Home home) {
        Path directory = home.target().resolve("database");
        Folders.delete(directory);
        int port = FreePort.next();
        LocalDatabase database = LocalDatabase.start(new LocalDatabaseSettings(
                directory, new Port(port, "WHATSAPP_BENCH_DB_PORT"), USER, PASSWORD, PASSWORD));
        return new EmbeddedDatabase(
                database, new Address("127.0.0.1", port, LocalDatabase.NAME, USER, PASSWORD), directory);
    }

    @Override
    public void close() {
        database.close();
        Folders.delete(directory);
    }
}
