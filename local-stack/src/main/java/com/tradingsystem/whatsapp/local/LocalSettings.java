package com.tradingsystem.whatsapp.local;

import com.tradingsystem.whatsapp.local.database.LocalDatabaseSettings;
import com.tradingsystem.whatsapp.local.demo.Demo;
import com.tradingsystem.whatsapp.local.ports.Port;
import com.tradingsystem.whatsapp.local.waha.FakeWahaSettings;
import com.tradingsystem.whatsapp.local.waha.dialect.WahaVersion;
import com.tradingsystem.whatsapp.local.waha.webhook.Pace;
import com.tradingsystem.whatsapp.local.waha.webhook.Retries;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookTarget;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the environment says, with the defaults of the documentation. */
final class LocalSettings {

    static final String DIRECTORY_VARIABLE = "WHATSAPP_LOCAL_DIR";

    /** Made where the environment does not give them. */
    private static final List<String> SECRETS = List.of(
            "WHATSAPP_GATEWAY_API_TOKEN",
            "WHATSAPP_WEBHOOK_TOKEN",
            "WHATSAPP_DB_PASSWORD",
            "WHATSAPP_DB_READER_PASSWORD");

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

    /** Where the JVM keeps what it needs for as long as it runs, as scripts/local tells it. */
    Path scratch() {
        return directory.resolve("tmp");
    }

    /** Where files lie on their way from WAHA. */
    Path spool() {
        return directory.resolve("spool");
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

    /** All ports there will be but the database's, which sees to its own. */
    List<Port> ports(boolean demo) {
        List<Port> ports = new ArrayList<>(List.of(gateway(), gatewayManagement()));
        if (syncEnabled()) {
            ports.add(worker());
        }
        if (demo) {
            ports.add(core());
        }
        Map<Integer, Port> taken =
                new HashMap<>(Map.of(database().port().number(), database().port()));
        for (Port port : ports) {
            Port other = taken.putIfAbsent(port.number(), port);
            if (other != null) {
                throw new BadSetting(
                        other.variable() + " and " + port.variable() + " are to differ and are both " + port.number());
            }
        }
        return ports;
    }

    /** Whether the sync worker runs. */
    boolean syncEnabled() {
        return Boolean.parseBoolean(text("WHATSAPP_SYNC_ENABLED", "true"));
    }

    /** The fake WAHA, with the names the real one is configured by in the documentation. */
    FakeWahaSettings waha() {
        boolean dashboard = Boolean.parseBoolean(text("WHATSAPP_DASHBOARD_ENABLED", "true"));
        FakeWahaSettings.Login login = new FakeWahaSettings.Login(
                text("WHATSAPP_DASHBOARD_USERNAME", "admin"), secret("WHATSAPP_DASHBOARD_PASSWORD"));
        return new FakeWahaSettings(
                core().number(),
                secret("WHATSAPP_API_KEY"),
                WahaVersion.V2026_7_1,
                Set.of("health"),
                dashboard ? login : null,
                Duration.ofSeconds(number("WHATSAPP_FILES_LIFETIME", 180)),
                List.of(),
                message -> Demo.mediaFailure(message, Instant.now()),
                Pace.REAL,
                InstantSource.system(),
                delivery -> {});
    }

    /** Where the fake WAHA posts its events. */
    WebhookTarget webhook() {
        String key = text("WHATSAPP_WEBHOOK_HMAC_KEY", "");
        return new WebhookTarget(
                URI.create("http://127.0.0.1:" + gateway().number() + "/webhooks/messages"),
                List.of("*"),
                key.isEmpty() ? null : key,
                Retries.DEFAULT,
                Map.of("X-Whatsapp-Token", secret("WHATSAPP_WEBHOOK_TOKEN")));
    }

    LocalDatabaseSettings database() {
        return new LocalDatabaseSettings(
                directory,
                port("WHATSAPP_DB_PORT", 5435),
                databaseUser(),
                secret("WHATSAPP_DB_PASSWORD"),
                secret("WHATSAPP_DB_READER_PASSWORD"));
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

    private long number(String name, long ifMissing) {
        String value = text(name, Long.toString(ifMissing));
        if (!value.matches("\\d{1,9}")) {
            throw new BadSetting(name + " is to be a number and is " + value);
        }
        return Long.parseLong(value);
    }

    private Port port(String name, int ifMissing) {
        String value = text(name, Integer.toString(ifMissing));
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new BadSetting(name + " is to be a port, from 1 to 65535, and is " + value);
        }
        return new Port(Integer.parseInt(value), name);
    }
}
