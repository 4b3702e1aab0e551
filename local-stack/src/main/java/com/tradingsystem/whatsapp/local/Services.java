package com.tradingsystem.whatsapp.local;

import com.tradingsystem.whatsapp.gateway.GatewayApi;
import com.tradingsystem.whatsapp.local.database.LocalDatabase;
import com.tradingsystem.whatsapp.worker.SyncService;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the services as they are, each in a Spring context of its own. Properties make them local
 * alone, which come before the environment.
 */
final class Services {

    /** Security comes with the gateway's class path; the worker has nobody to keep out, listening on the loopback address. */
    private static final String NOT_FOR_THE_WORKER = String.join(
            ",",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration");

    private final LocalSettings settings;
    private final LocalDatabase database;

    Services(LocalSettings settings, LocalDatabase database) {
        this.settings = settings;
        this.database = database;
    }

    AutoCloseable startGateway() {
        Map<String, String> properties = common("gateway-api");
        properties.put("server.address", "127.0.0.1");
        properties.put("WHATSAPP_GATEWAY_API_TOKEN", settings.secret("WHATSAPP_GATEWAY_API_TOKEN"));
        properties.put("WHATSAPP_WEBHOOK_TOKEN", settings.secret("WHATSAPP_WEBHOOK_TOKEN"));
        // The file is for those who look for what went wrong; the console is for those who wait for READY.
        properties.put("logging.config", "classpath:local-logback.xml");
        properties.put("logging.file.name", settings.log().toString());
        properties.put("logging.threshold.console", "error");
        properties.put("logging.register-shutdown-hook", "false");
        return start(GatewayApi.class, properties);
    }

    AutoCloseable startWorker() {
        Map<String, String> properties = common("sync-service");
        properties.put("spring.autoconfigure.exclude", NOT_FOR_THE_WORKER);
        properties.put("WHATSAPP_CORE_URL", settings.text("WHATSAPP_CORE_URL", core()));
        properties.put(
                "WHATSAPP_CORE_API_KEY", settings.text("WHATSAPP_CORE_API_KEY", settings.secret("WHATSAPP_API_KEY")));
        properties.put("whatsapp.media.spool", settings.spool().toString());
        // A JVM has one logging system, and the gateway has set it up.
        String before = System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try {
            return start(SyncService.class, properties);
        } finally {
            if (before == null) {
                System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
            } else {
                System.setProperty(LoggingSystem.SYSTEM_PROPERTY, before);
            }
        }
    }

    private String core() {
        return "http://127.0.0.1:" + settings.core().number();
    }

    private Map<String, String> common(String configuration) {
        Map<String, String> properties = new LinkedHashMap<>();
        // Both services have an application.yml, of which a class path gives only one.
        properties.put("spring.config.name", configuration);
        properties.put("spring.datasource.url", database.jdbcUrl());
        properties.put("spring.datasource.username", settings.databaseUser());
        properties.put("spring.datasource.password", settings.secret("WHATSAPP_DB_PASSWORD"));
        properties.put("whatsapp.media.store", "directory");
        properties.put("whatsapp.media.directory", settings.media().toString());
        return properties;
    }

    private static AutoCloseable start(Class<?> service, Map<String, String> properties) {
        String name = "whatsapp-" + properties.get("spring.config.name");
        SpringApplication application = new SpringApplication(service);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        ConfigurableApplicationContext context = ServiceOfThread.during(
                name,
                () -> application.run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new)));
        return () -> ServiceOfThread.during(name, () -> {
            context.close();
            return null;
        });
    }
}
