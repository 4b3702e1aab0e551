package com.tradingsystem.whatsapp.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSecretsTests {

    @TempDir
    Path directory;

    @Test
    void missingSecrets_areMadeOnceAndKept() throws IOException {
        Map<String, String> first = complete(Map.of("OTHER", "stays"), "ONE", "TWO");

        assertThat(first).containsEntry("OTHER", "stays");
        assertThat(first.get("ONE")).matches("[0-9a-f]{40}").isNotEqualTo(first.get("TWO"));
        assertThat(complete(Map.of(), "ONE", "TWO"))
                .containsEntry("ONE", first.get("ONE"))
                .containsEntry("TWO", first.get("TWO"));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void file_isForItsOwnerOnly() throws IOException {
        complete(Map.of(), "ONE");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void laterSecrets_joinTheEarlierOnes() {
        String one = complete(Map.of(), "ONE").get("ONE");

        assertThat(complete(Map.of(), "ONE", "TWO")).containsEntry("ONE", one).containsKey("TWO");
        assertThat(complete(Map.of(), "ONE")).containsEntry("ONE", one);
    }

    @Test
    void environment_comesFirst() {
        complete(Map.of(), "ONE");

        assertThat(complete(Map.of("ONE", "given"), "ONE")).containsEntry("ONE", "given");
        assertThat(complete(Map.of("ONE", " "), "ONE").get("ONE")).matches("[0-9a-f]{40}");
    }

    @Test
    void everythingGiven_needsNoFile() {
        complete(Map.of("ONE", "given"), "ONE");

        assertThat(file()).doesNotExist();
    }

    private Path file() {
        return directory.resolve("tokens.env");
    }

    private Map<String, String> complete(Map<String, String> environment, String... names) {
        return LocalSecrets.complete(environment, List.of(names), file());
    }
}
