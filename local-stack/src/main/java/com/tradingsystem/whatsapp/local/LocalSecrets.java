package com.tradingsystem.whatsapp.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that the environment does not give: made once, strong, and kept in a file that only its owner can read.
 *
 * <p>The file is replaced as a whole, so whoever dies in between leaves the old one or the new one.
 */
final class LocalSecrets {

    private static final int BYTES = 20;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private LocalSecrets() {}

    /** The environment with a value for each of the named secrets. */
    static Map<String, String> complete(Map<String, String> environment, List<String> names, Path file) {
        try {
            Map<String, String> kept = read(file);
            Map<String, String> complete = new LinkedHashMap<>(environment);
            boolean made = false;
            for (String name : names) {
                if (isMissing(environment.get(name))) {
                    made |= kept.putIfAbsent(name, random()) == null;
                    complete.put(name, String.valueOf(kept.get(name)));
                }
            }
            if (made) {
                write(file, kept);
            }
            return complete;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMissing(@Nullable String value) {
        return value == null || value.isBlank();
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> secrets = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    secrets.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        }
        return secrets;
    }

    private static void write(Path file, Map<String, String> secrets) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, OWNER_ONLY);
        String lines = secrets.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        Files.writeString(
                temporary, "# Made by scripts/local. What the environment or .env says comes first.\n" + lines);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
