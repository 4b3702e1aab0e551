package com.tradingsystem.whatsapp.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes clients from a description. The generator runs in a JVM of its own: its libraries must not meet ours. */
final class ClientGenerator {

    private static final Path GENERATOR = Path.of("target/test-tools/openapi-generator-cli.jar");
    private static final String ROOT = "generated.client";

    private ClientGenerator() {}

    /** Generates a client for Java and compiles it together with {@code ReadsEverything}; the folder of the classes. */
    static Path java(Path description, Path directory) throws IOException, InterruptedException {
        Path sources = directory.resolve("java");
        run(
                directory,
                tool("java"),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                GENERATOR.toAbsolutePath().toString(),
                "generate",
                "-i",
                description.toString(),
                "-g",
                "java",
                "--library",
                "native",
                "-o",
                sources.toString(),
                "--global-property",
                "models,apis,supportingFiles,modelDocs=false,apiDocs=false,modelTests=false,apiTests=false",
                "--additional-properties",
                "openApiNullable=false,useJakartaEe=true,invokerPackage=" + ROOT + ",apiPackage=" + ROOT
                        + ".api,modelPackage=" + ROOT + ".model");
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<String> javac = new ArrayList<>(List.of(
                tool("javac"),
                "-nowarn",
                "-proc:none",
                "-encoding",
                "UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
        javac.add(user().toString());
        try (Stream<Path> files = Files.walk(sources.resolve("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> javac.add(file.toString()));
        }
        run(directory, javac.toArray(String[]::new));
        return classes;
    }

    private static Path user() {
        try {
            return Path.of(Objects.requireNonNull(ClientGenerator.class.getResource("/client/ReadsEverything.java"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static void run(Path directory, String... command) throws IOException, InterruptedException {
        Path log = directory.resolve("log.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(command[0]).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
