package com.tradingsystem.whatsapp.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The types that openapi-typescript makes from a description, and what is written with them. The tools come from the lock file beside the
 * sources, by npm's own means; they stay in {@code target} for the next time.
 */
final class TypeScriptClient {

    private static final Path FOLDER = Path.of("target/test-tools/typescript").toAbsolutePath();
    private static final List<String> SOURCES =
            List.of("package.json", "package-lock.json", "tsconfig.json", "reads-everything.ts");

    private TypeScriptClient() {}

    /** Aborts the test where there is nothing to run it with. */
    static void assumeTools() {
        assumeThat(isOnPath("node")).as("node is not installed here").isTrue();
        assumeThat(isOnPath("npm")).as("npm is not installed here").isTrue();
    }

    /** Generates the types, and compiles what reads with them. */
    static void generate(String description) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Path lock = FOLDER.resolve("package-lock.json");
        boolean isCurrent = Files.isDirectory(FOLDER.resolve("node_modules/typescript"))
                && Files.exists(lock)
                && Files.readString(lock).equals(source("package-lock.json"));
        for (String name : SOURCES) {
            Files.writeString(FOLDER.resolve(name), source(name));
        }
        if (!isCurrent) {
            install();
        }
        Files.writeString(FOLDER.resolve("openapi.json"), description);
        Files.deleteIfExists(FOLDER.resolve("answers.ts"));
        run("node", "node_modules/openapi-typescript/bin/cli.js", "openapi.json", "-o", "description.ts");
        compile();
    }

    /** Aborts the test where npm reaches no registry; anything else that goes wrong is a failure. */
    private static void install() throws IOException, InterruptedException {
        try {
            run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        } catch (AssertionError e) {
            assumeThat(String.valueOf(e.getMessage()))
                    .as("npm reaches no registry")
                    .doesNotContainPattern("ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENETUNREACH");
            throw e;
        }
    }

    /** What the compiled program prints. */
    static String run(String url, String token) throws IOException, InterruptedException {
        return run("node", "out/reads-everything.js", url, token);
    }

    /** Compiles once more, with another file. */
    static void compileWith(String name, String text) throws IOException, InterruptedException {
        Files.writeString(FOLDER.resolve(name), text);
        compile();
    }

    private static void compile() throws IOException, InterruptedException {
        run("node", "node_modules/typescript/bin/tsc", "-p", ".");
    }

    private static boolean isOnPath(String tool) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static String source(String name) throws IOException {
        try (var in =
                Objects.requireNonNull(TypeScriptClient.class.getResourceAsStream("/client-typescript/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path out = FOLDER.resolve("out.txt");
        Path errors = FOLDER.resolve("errors.txt");
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as(String.join(" ", command))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(() -> read(out) + read(errors)).isZero();
        return read(out);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
