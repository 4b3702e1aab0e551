package com.tradingsystem.whatsapp.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTests {

    @TempDir
    Path directory;

    @Test
    void whatEarlierProcessesLeft_isTakenAway() throws IOException {
        Path scratch = directory.resolve("tmp");
        Scratch.clear(scratch);
        Path left = Files.createDirectories(scratch.resolve("tomcat.4011.17").resolve("work"));
        Files.writeString(left.resolve("left"), "over");

        Scratch.clear(scratch);

        assertThat(scratch).isEmptyDirectory();
    }
}
