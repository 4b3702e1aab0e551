package com.tradingsystem.whatsapp.local.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/**
 * An embedded PostgreSQL that keeps its data between runs and loses nothing it acknowledged: {@code fsync} and {@code
 * synchronous_commit} are on.
 *
 * <p>It survives the death of its JVM; the next start stops it and starts it afresh. Only one at a time may be started on a
 * directory; the caller holds a lock for that.
 */
public final class LocalDatabase implements AutoCloseable {

    /** The database's name. */
    public static final String NAME = "whatsapp_gateway";

    /** The role of people who ask by SQL: it reads, but for raw events and notes of erasures. */
    public static final String READER = "whatsapp_reader";

    private final LocalDatabaseSettings settings;
    private final PostgresServer server;
    private final CompletableFuture<Void> stopped;

    private LocalDatabase(LocalDatabaseSettings settings, PostgresServer server, CompletableFuture<Void> stopped) {
        this.settings = settings;
        this.server = server;
        this.stopped = stopped;
    }

    /**
     * Starts the database and waits until it answers. Takes about three seconds the first time, one later.
     *
     * @throws DatabaseCannotStart with a message for the user
     * @throws com.tradingsystem.whatsapp.local.ports.PortInUse with a message for the user
     */
    public static LocalDatabase start(LocalDatabaseSettings settings) {
        try {
            Files.createDirectories(settings.directory());
            verifyOwner(settings);
            Commands commands = new Commands(PostgresBinaries.unpackInto(settings.binaries()));
            commands.verifyAllowed();
            PostgresServer server = new PostgresServer(settings, commands);
            server.stopOrphan();
            server.initialise(randomPassword());
            LocalDatabase database = new LocalDatabase(settings, server, server.start());
            database.prepare();
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without credentials. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + settings.port().number() + "/" + NAME;
    }

    /** Completed once the server is gone, whoever stopped it. */
    public CompletableFuture<Void> stopped() {
        return stopped.copy();
    }

    /** Stops the server and waits until everything is written. */
    @Override
    public void close() {
        server.stop();
    }

    private void prepare() throws IOException {
        try {
            Superuser superuser = new Superuser(settings.port().number(), server.superuserPassword());
            superuser.makeOwner(NAME, settings.user(), settings.password());
            superuser.makeReader(NAME, settings.user(), READER, settings.readerPassword());
        } catch (SQLException e) {
            server.stop();
            throw new DatabaseCannotStart("the database starts but cannot be prepared: " + e.getMessage(), e);
        }
    }

    /** Whoever starts the server has to be the one who owns the data. */
    private static void verifyOwner(LocalDatabaseSettings settings) throws IOException {
        if (!Files.exists(settings.data())) {
            return;
        }
        // A user's name is not known everywhere, as in containers; what a new file says always is.
        Path mine = Files.createTempFile(settings.directory(), "owner", "");
        UserPrincipal me = Files.getOwner(mine);
        Files.delete(mine);
        UserPrincipal owner = Files.getOwner(settings.data());
        if (!owner.equals(me)) {
            throw new DatabaseCannotStart(settings.data() + " belongs to " + owner.getName()
                    + ": start as that user, or choose another folder with WHATSAPP_LOCAL_DIR");
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
