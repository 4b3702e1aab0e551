package com.tradingsystem.whatsapp.local;

import com.tradingsystem.whatsapp.local.database.LocalDatabaseSettings;
import com.tradingsystem.whatsapp.local.ports.Port;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the environment says, with the defaults of the documentation. */
final class LocalSettings {

    static final String DIRECTORY_VARIABLE = "WHATSAPP_LOCAL_DIR";

    /** Made where the environment does not give them. */
    private static final List<String> SECRETS =
            List.of("WHATSAPP_GATEWAY_API_TOKEN", "WHATSAPP_WEBHOOK_TOKEN", "WHATSAPP_DB_PASSWORD");

    private static final List<String> DEMO_SECRETS = List.of("WHATSAPP_API_KEY", "WHATSAPP_DASHBOARD_PASSWORD");

    private final Map<String, String> environment;
    private final Path directory;

    private LocalSettings(Map<String, String> environment, Path directory) {
        this.environment = environment;
        this.directory = directory;
    }

    /** The folder that everything is kept in. */
    static Path directory(Map<String, String> environment) {
        return Path.of(environment.getOrDefault(DIRECTORY_VARIABLE, ".local"))
                .toAbsolutePath()
                .normalize();
    }

    /** The settings, with secrets made and kept where none are given. Needs the folder's lock. */
    static LocalSettings of(Map<String, String> environment, boolean demo) {
        Path directory = directory(environment);
        Path file = directory.resolve("tokens.env");
        Map<String, String> complete = LocalSecrets.complete(environment, SECRETS, file);
        return new LocalSettings(demo ? LocalSecrets.complete(complete, DEMO_SECRETS, file) : complete, directory);
    }

    Path directory() {
        return directory;
    }

    Path log() {
        return directory.resolve("logs/local-stack.log");
    }

    /** Where media goes, below a folder named like the bucket. */
    Path media() {
        return directory.resolve("media").resolve(text("WHATSAPP_MINIO_BUCKET", "whatsapp-media"));
    }

    Port gateway() {
        return port("WHATSAPP_GATEWAY_API_PORT", 4011);
    }

    Port gatewayManagement() {
        return port("WHATSAPP_GATEWAY_MANAGEMENT_PORT", 4012);
    }

    Port worker() {
        return port("WHATSAPP_SYNC_MANAGEMENT_PORT", 4013);
    }

    Port core() {
        return port("WHATSAPP_CORE_PORT", 3311);
    }

    LocalDatabaseSettings database() {
        return new LocalDatabaseSettings(
                directory, port("WHATSAPP_DB_PORT", 5435), databaseUser(), secret("WHATSAPP_DB_PASSWORD"));
    }

    String databaseUser() {
        return text("WHATSAPP_DB_USER", "whatsapp");
    }

    String secret(String name) {
        return text(name, "");
    }

    /** A variable; blank counts as missing. */
    String text(String name, String ifMissing) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? ifMissing : value;
    }

    private Port port(String name, int ifMissing) {
        String value = text(name, Integer.toString(ifMissing));
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new BadSetting(name + " is to be a port, from 1 to 65535, and is " + value);
        }
        return new Port(Integer.parseInt(value), name);
    }
}
