package com.tradingsystem.whatsapp.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/lib/env.sh}. */
class EnvFileTests {

    @TempDir
    Path directory;

    @Test
    void linesOfEveryForm_areRead() throws Exception {
        assertThat(valueOf("NAME=value")).isEqualTo("value");
        assertThat(valueOf("NAME=300000  # 5 minutes")).isEqualTo("300000");
        assertThat(valueOf("NAME=a#b")).isEqualTo("a#b");
        assertThat(valueOf("NAME=with space  ")).isEqualTo("with space");
        assertThat(valueOf("NAME=\"quoted # value \" # comment")).isEqualTo("quoted # value ");
        assertThat(valueOf("NAME='single \"quotes\"'")).isEqualTo("single \"quotes\"");
        assertThat(valueOf("export NAME=value")).isEqualTo("value");
        assertThat(valueOf("  NAME=value\r")).isEqualTo("value");
        assertThat(valueOf("NAME=")).isEmpty();
        assertThat(valueOf("NAME=a=b==")).isEqualTo("a=b==");
        assertThat(valueOf("# NAME=comment")).isEqualTo("unset");
        assertThat(valueOf("### NAME=heading\n\nOTHER=1")).isEqualTo("unset");
    }

    @Test
    void nothingIsRun() throws Exception {
        assertThat(valueOf("NAME=$(touch ran)`touch ran`$HOME")).isEqualTo("$(touch ran)`touch ran`$HOME");
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void environment_comesFirst() throws Exception {
        Files.writeString(directory.resolve(".env"), "GIVEN=file\nEMPTY=file\n");

        assertThat(run("export GIVEN=environment EMPTY=; read_env_file .env; echo \"$GIVEN/$EMPTY\""))
                .isEqualTo("environment/");
    }

    private String valueOf(String content) throws Exception {
        Files.writeString(directory.resolve(".env"), content);
        return run("unset NAME; read_env_file .env; printf '%s' \"${NAME-unset}\"");
    }

    private String run(String commands) throws IOException, InterruptedException {
        Path library = Path.of("../scripts/lib/env.sh").toAbsolutePath().normalize();
        Process bash = new ProcessBuilder("bash", "-c", "set -euo pipefail; source '" + library + "'; " + commands)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
    }
}
