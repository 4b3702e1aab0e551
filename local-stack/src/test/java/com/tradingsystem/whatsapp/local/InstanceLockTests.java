package com.tradingsystem.whatsapp.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTests {

    @TempDir
    Path directory;

    @Test
    void secondStack_isToldWhoRuns() throws IOException {
        try (InstanceLock lock = InstanceLock.take(directory)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> InstanceLock.take(directory))
                    .isInstanceOf(AlreadyRunning.class)
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()))
                    .message()
                    .doesNotContain("\n");
        }
        InstanceLock.take(directory).close();
    }
}
