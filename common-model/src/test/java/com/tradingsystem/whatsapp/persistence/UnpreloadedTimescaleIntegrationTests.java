package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A server where the TimescaleDB package is installed but not in shared_preload_libraries: creating the extension would end the
 * connection there, so it counts as plain. Here the package is a control file whose script fails.
 */
class UnpreloadedTimescaleIntegrationTests {

    @Test
    void installedButNotPreloaded_countsAsPlain(@TempDir Path directory) throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.toFile())
                .setPgBinaryResolver(UnpreloadedTimescaleIntegrationTests::anotherDistribution)
                .start()) {
            install(directory);
            String url = server.getJdbcUrl("postgres", "postgres");
            JdbcClient jdbc = JdbcClient.create(server.getPostgresDatabase());
            assertThat(jdbc.sql("select count(*) from pg_available_extensions where name = 'timescaledb'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);

            TestDatabase.flyway(url, null, null).migrate();

            assertThat(Tier.of(jdbc)).isEqualTo(Tier.PLAIN);
        }
    }

    // Distributions are unpacked once a JVM, by their checksum. Four zeros, which the format allows at the end, make it
    // another
    // one, with a directory of its own to put the package into.
    private static InputStream anotherDistribution(String system, String architecture) throws IOException {
        return new SequenceInputStream(
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture),
                new ByteArrayInputStream(new byte[4]));
    }

    private static void install(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            Path unaccent = files.filter(file -> file.endsWith("unaccent.control"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(unaccent.resolveSibling("timescaledb.control"), "default_version = '2.29.2'\n");
            Files.writeString(
                    unaccent.resolveSibling("timescaledb--2.29.2.sql"),
                    "do $$ begin raise exception 'extension \"timescaledb\" must be preloaded'; end $$;\n");
        }
    }
}
