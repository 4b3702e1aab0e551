package com.tradingsystem.whatsapp.local.sync;

import com.tradingsystem.whatsapp.worker.SyncService;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** One sync service in this JVM, with connections of its own. */
final class Worker implements AutoCloseable {

    private static final String NOT_FOR_THE_WORKER = String.join(
            ",",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration");

    private final MortalDataSource dataSource;
    private final ConfigurableApplicationContext context;

    private Worker(MortalDataSource dataSource, ConfigurableApplicationContext context) {
        this.dataSource = dataSource;
        this.context = context;
    }

    /** A worker in a hurry; {@code properties} overrule everything. */
    static Worker start(String jdbcUrl, String wahaUrl, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>();
        all.put("spring.config.name", "sync-service");
        all.put("spring.autoconfigure.exclude", NOT_FOR_THE_WORKER);
        all.put("spring.main.web-application-type", "none");
        all.put("spring.main.lazy-initialization", "false");
        all.put("whatsapp.core.url", wahaUrl);
        all.put("whatsapp.core.api-key", "key");
        all.put("whatsapp.core.calls-per-second", "100000");
        all.put("whatsapp.core.concurrent-calls", "4");
        all.put("whatsapp.core.attempt-wait", "10ms");
        all.put("whatsapp.core.breaker-wait", "500ms");
        all.put("whatsapp.core.read-timeout", "5s");
        all.put("whatsapp.history.idle", "50ms");
        all.put("whatsapp.discovery.interval", "1s");
        all.put("whatsapp.discovery.lease", "3s");
        all.put("whatsapp.discovery.directory-pace", "1ms");
        all.put("whatsapp.retention.messages", "0");
        all.putAll(properties);
        MortalDataSource dataSource = new MortalDataSource(jdbcUrl);
        SpringApplication application = new SpringApplication(SyncService.class);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.addInitializers(context ->
                ((GenericApplicationContext) context).registerBean("dataSource", DataSource.class, () -> dataSource));
        return new Worker(
                dataSource,
                application.run(all.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** As {@code kill -9} does it. */
    void kill() {
        dataSource.kill();
        Thread.ofVirtual().start(context::close);
    }

    /** In good order. */
    @Override
    public void close() {
        context.close();
        dataSource.close();
    }
}
