package com.tradingsystem.whatsapp.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DirectoryObjectStoreTests extends ObjectStoreContractTests {

    @TempDir
    Path root;

    private ObjectStore store = new DirectoryObjectStore(Path.of("replaced"));

    @BeforeEach
    void open() {
        store = new DirectoryObjectStore(root.resolve("media"));
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void key_isThePathBelowTheRoot() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "content");

        store.put(ObjectKey.of("loja", "2026", "a.txt"), file, "text/plain");

        assertThat(root.resolve("media/loja/2026/a.txt")).hasContent("content");
        try (Stream<Path> left = Files.list(root.resolve("media/" + DirectoryObjectStore.INCOMING))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void fileThatCannotBeRead_leavesNothingBehind() throws IOException {
        ObjectKey key = ObjectKey.of("a");

        assertThatThrownBy(() -> store.put(key, root.resolve("missing"), "text/plain"))
                .isInstanceOf(ObjectStoreUnavailable.class);

        assertThat(store.size(key)).isEmpty();
        try (Stream<Path> left = Files.list(root.resolve("media/" + DirectoryObjectStore.INCOMING))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void directoryProperty_bringsTheStore() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MediaStoreAutoConfiguration.class));

        runner.run(context -> assertThat(context).doesNotHaveBean(ObjectStore.class));
        runner.withPropertyValues("whatsapp.media.directory=" + root)
                .run(context -> assertThat(context).hasSingleBean(DirectoryObjectStore.class));
    }
}
