package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Behind PgBouncer in transaction mode, where a lock or setting of the session would be somebody else's a moment later. */
class PgBouncerIntegrationTests {

    @Test
    void services_migrateThroughIt_alsoAtOnce(@TempDir Path directory) throws Exception {
        Optional<Path> binary = Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(binary).as("pgbouncer is not installed here").isPresent();

        int port = freePort();
        try (TestDatabase database = TestDatabase.createEmpty()) {
            Process bouncer = start(binary.get(), configuration(directory, port));
            try {
                String url = database.directJdbcUrl().replaceFirst("//[^/]+/", "//127.0.0.1:" + port + "/")
                        // PgBouncer knows prepared statements from 1.21 on.
                        + "&prepareThreshold=0";
                ApplicationContextRunner service = service(url);

                try (ExecutorService services = Executors.newFixedThreadPool(2)) {
                    Callable<Void> replica = () -> {
                        service.run(context -> assertThat(context).hasNotFailed());
                        return null;
                    };
                    for (var started : services.invokeAll(List.of(replica, replica))) {
                        started.get();
                    }
                }

                assertThat(database.jdbc()
                                .sql("select count(*) from whatsapp_gateway.settings")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(2);
            } finally {
                bouncer.destroy();
            }
        }
    }

    private static ApplicationContextRunner service(String url) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        PersistenceDefaultsAutoConfiguration.class,
                        DataSourceAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        JdbcClientAutoConfiguration.class,
                        FlywayAutoConfiguration.class,
                        PersistenceAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=" + url, "spring.datasource.username=", "spring.datasource.password=");
    }

    private static Path configuration(Path directory, int port) throws IOException {
        URI server = URI.create(TestServer.urlOf("postgres").substring("jdbc:".length()));
        return Files.writeString(directory.resolve("pgbouncer.ini"), """
                [databases]
                * = host=%s port=%d %s

                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = 3
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                        server.getHost(), server.getPort(), server.getQuery().replace('&', ' '), port));
    }

    private static Process start(Path binary, Path configuration) throws IOException {
        // It refuses to run as root, and takes somebody else to be instead.
        String[] command = "root".equals(System.getProperty("user.name"))
                ? new String[] {binary.toString(), "-q", "-u", "nobody", configuration.toString()}
                : new String[] {binary.toString(), "-q", configuration.toString()};
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
