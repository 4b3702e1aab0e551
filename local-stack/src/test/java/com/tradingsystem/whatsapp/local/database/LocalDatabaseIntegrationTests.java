package com.tradingsystem.whatsapp.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tradingsystem.whatsapp.local.ports.Port;
import com.tradingsystem.whatsapp.local.ports.PortInUse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDatabaseIntegrationTests {

    @TempDir
    static Path unpackedOnce;

    @TempDir
    Path directory;

    private LocalDatabaseSettings settings =
            new LocalDatabaseSettings(Path.of("replaced"), new Port(0, "none"), "", "", "");

    @BeforeEach
    void prepare() throws IOException {
        Files.createSymbolicLink(directory.resolve("postgres-binaries"), unpackedOnce);
        try (ServerSocket socket = new ServerSocket(0)) {
            Port port = new Port(socket.getLocalPort(), "WHATSAPP_DB_PORT");
            settings = new LocalDatabaseSettings(directory, port, "whatsapp", "it's a \"secret\" ãé", "reader's");
        }
    }

    @AfterEach
    void stopWhatIsLeft() {
        new PostgresServer(settings, new Commands(PostgresBinaries.unpackInto(settings.binaries()))).stopOrphan();
    }

    @Test
    void freshDatabase_isDurableAndPrivate() throws Exception {
        try (LocalDatabase database = LocalDatabase.start(settings);
                Connection connection = connect(database)) {
            assertThat(ask(connection, "show fsync")).isEqualTo("on");
            assertThat(ask(connection, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(connection, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(connection, "show data_checksums")).isEqualTo("on");
            assertThat(ask(connection, "show server_version")).startsWith("17.");
            assertThat(ask(connection, "show server_encoding")).isEqualTo("UTF8");
            assertThat(ask(connection, "select lower('ÁÇÃO')")).isEqualTo("áção");
            assertThat(ask(connection, "select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThat(ask(connection, "select count(*) >= 0 from whatsapp_gateway.pg_stat_statements"))
                    .isEqualTo("t");
            assertThat(reachableAddresses()).isEmpty();
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "whatsapp", "wrong"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void reader_logsInWithItsPasswordAndMayNotWrite() throws Exception {
        write("before");
        settings = new LocalDatabaseSettings(
                directory, settings.port(), settings.user(), settings.password(), "another one");

        try (LocalDatabase database = LocalDatabase.start(settings)) {
            try (Connection reader =
                    DriverManager.getConnection(database.jdbcUrl(), "whatsapp_reader", "another one")) {
                assertThat(ask(reader, "show default_transaction_read_only")).isEqualTo("on");
                assertThat(ask(reader, "show statement_timeout")).isEqualTo("5min");
                assertThatThrownBy(() -> ask(reader, "set transaction read write; drop table kept; select 1"))
                        .hasMessageContaining("must be owner");
            }
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "whatsapp_reader", "reader's"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void restart_keepsTheData() throws Exception {
        write("before");

        try (LocalDatabase database = LocalDatabase.start(settings)) {
            assertThat(read(database)).isEqualTo("before");
        }
    }

    @Test
    void otherUserAndPassword_takeOver() throws Exception {
        write("before");
        settings = new LocalDatabaseSettings(directory, settings.port(), "postgres", "another", "reader's");

        try (LocalDatabase database = LocalDatabase.start(settings);
                Connection connection = connect(database)) {
            assertThat(read(database)).isEqualTo("before");
            assertThat(ask(connection, "drop table kept; select 'dropped'")).isEqualTo("dropped");
        }
        try (LocalDatabase database = LocalDatabase.start(settings)) {
            assertThat(connect(database)).isNotNull();
        }
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // the first is left running, as by a JVM that was killed
    void serverOfAKilledJvm_isReplaced() throws Exception {
        LocalDatabase orphan = LocalDatabase.start(settings);
        write(orphan, "before");

        try (LocalDatabase database = LocalDatabase.start(settings)) {
            assertThat(orphan.stopped()).succeedsWithin(10, TimeUnit.SECONDS);
            assertThat(read(database)).isEqualTo("before");
        }
    }

    @Test
    void killedServer_recovers() throws Exception {
        LocalDatabase killed = LocalDatabase.start(settings);
        write(killed, "before");
        try (Connection busy = connect(killed)) {
            Thread sleeper = Thread.ofVirtual().start(() -> {
                try {
                    ask(busy, "select pg_sleep(60)");
                } catch (SQLException e) {
                    // cut off, as it should be
                }
            });
            new PostmasterFile(settings.data()).server().orElseThrow().destroyForcibly();
            assertThat(killed.stopped()).succeedsWithin(10, TimeUnit.SECONDS);

            try (LocalDatabase database = LocalDatabase.start(settings)) {
                assertThat(read(database)).isEqualTo("before");
            }
            sleeper.join();
        }
    }

    @Test
    void pidFileWithTheNumberOfAnotherProgram_isIgnored() throws Exception {
        write("before");
        Files.writeString(
                directory.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + directory.resolve("postgres") + "\n");

        try (LocalDatabase database = LocalDatabase.start(settings)) {
            assertThat(read(database)).isEqualTo("before");
        }
    }

    @Test
    void dyingWhileTheDatabaseIsMade_leavesNothingHalf() throws Exception {
        Files.createDirectories(directory.resolve("postgres.new/base"));
        Files.writeString(directory.resolve("postgres.new/PG_VERSION"), "17");
        Files.writeString(directory.resolve("postgres.password"), "left over");

        write("works");

        assertThat(directory.resolve("postgres.new")).doesNotExist();
        assertThat(directory.resolve("postgres.password")).doesNotExist();
    }

    @Test
    void portInUse_isSaidInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(settings.port().number(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() -> LocalDatabase.start(settings))
                    .isInstanceOf(PortInUse.class)
                    .message()
                    .doesNotContain("\n")
                    .contains("WHATSAPP_DB_PORT");
        }
    }

    private void write(String text) throws SQLException {
        try (LocalDatabase database = LocalDatabase.start(settings)) {
            write(database, text);
        }
    }

    private void write(LocalDatabase database, String text) throws SQLException {
        try (Connection connection = connect(database)) {
            ask(connection, "create table kept as select '" + text + "'::text as text; select 'written'");
        }
    }

    private String read(LocalDatabase database) throws SQLException {
        try (Connection connection = connect(database)) {
            return ask(connection, "select text from kept");
        }
    }

    private Connection connect(LocalDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), settings.user(), settings.password());
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            boolean isResult = statement.execute(sql);
            while (!isResult) {
                isResult = statement.getMoreResults();
            }
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** Addresses of this machine, other than the loopback, on which the server answers. */
    private List<InetAddress> reachableAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .filter(this::answers)
                .toList();
    }

    private boolean answers(InetAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, settings.port().number()), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
