package com.tradingsystem.whatsapp.local.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the project's scripts with an environment of their own and fakes of the programs they call. */
final class Script {

    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final int PATIENCE_SECONDS = 60;

    private final Path fakes;
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** @param directory for the fakes and for what the scripts leave */
    Script(Path directory) throws IOException {
        this.fakes = Files.createDirectories(directory.resolve("fakes"));
        environment.put("PATH", fakes + ":" + System.getenv("PATH"));
        environment.put("HOME", directory.toString());
        environment.put("TMPDIR", directory.toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("WHATSAPP_ENV_FILE", directory.resolve("stack.env").toString());
    }

    /** How a script ended. */
    record Result(int status, String output, String errors) {}

    Script with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A program of this name that is a bash script with this body. */
    Script fake(String program, String body) throws IOException {
        Path file = Files.writeString(fakes.resolve(program), "#!/usr/bin/env bash\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    Result run(String script, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(fakes, "output", null);
        Path errors = Files.createTempFile(fakes, "errors", null);
        List<String> command = Stream.concat(Stream.of(PROJECT.resolve(script).toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(script + " does not end: " + Files.readString(errors));
        }
        return new Result(
                process.exitValue(),
                Files.readString(output, StandardCharsets.UTF_8),
                Files.readString(errors, StandardCharsets.UTF_8));
    }
}
