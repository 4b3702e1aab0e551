package com.tradingsystem.whatsapp.persistence;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A migrated database of its own for one test class, on the server under test.
 *
 * <p>The server is the one whose superuser's JDBC URL is in {@value #URL_VARIABLE}, or an embedded PostgreSQL that all
 * tests of the JVM share. The schema is migrated once a JVM and copied from then on.
 */
public final class TestDatabase implements AutoCloseable {

    /** The environment variable that says which server the suite uses. */
    public static final String URL_VARIABLE = "WHATSAPP_TEST_DB_URL";

    /** The environment variable that names a PgBouncer in front of that server, as {@code host:port}, if there is one. */
    public static final String POOLER_VARIABLE = "WHATSAPP_TEST_DB_POOLER";

    private static final Set<String> left = ConcurrentHashMap.newKeySet();
    private static @Nullable String template;

    private final String name;
    private final HikariDataSource dataSource = new HikariDataSource();

    static {
        // What a test class forgot to close, and the template.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> left.forEach(TestServer::drop)));
    }

    private TestDatabase(String name) {
        this.name = name;
        dataSource.setJdbcUrl(jdbcUrl());
        dataSource.setMaximumPoolSize(10);
        dataSource.setMinimumIdle(0);
    }

    /**
     * A fresh database with the newest schema. The background jobs of the community tier are there, but do not run by
     * themselves, lest they come in between.
     */
    public static TestDatabase create() {
        return new TestDatabase(newDatabase(template()));
    }

    /** A fresh database without the schema. */
    public static TestDatabase createEmpty() {
        return new TestDatabase(newDatabase(null));
    }

    /** A copy of a database that {@link #template(Consumer)} made. */
    static TestDatabase copyOf(String template) {
        return new TestDatabase(newDatabase(template));
    }

    /**
     * Makes a database to be copied.
     *
     * @param fill what puts the schema into it, and whatever else; gets its JDBC URL
     * @return its name
     */
    static String template(Consumer<String> fill) {
        String name = newDatabase(null);
        fill.accept(TestServer.urlOf(name));
        haltJobs(JdbcClient.create(new DriverManagerDataSource(TestServer.urlOf(name))));
        TestServer.close(name);
        return name;
    }

    /** Brings the schema to its newest version, as the services do at start. */
    public void migrate() {
        flyway(jdbcUrl(), null, null).migrate();
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    /** A JDBC URL that carries the credentials and leads through the pooler, where there is one. */
    public String jdbcUrl() {
        return TestServer.serviceUrlOf(name);
    }

    /** The same, past the pooler: for what only a session of one's own can do, or another user. */
    public String directJdbcUrl() {
        return TestServer.urlOf(name);
    }

    /** Throws everybody out and lets nobody in, as if the server were gone. */
    public void away() {
        TestServer.close(name);
    }

    /** Lets everybody in again. */
    public void back() {
        TestServer.open(name);
    }

    /** What the server under test can do; asked of the migrated database. */
    public Tier tier() {
        return Tier.of(jdbc());
    }

    /** Points a Spring test at this database. */
    public void register(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", this::jdbcUrl);
        registry.add("spring.datasource.username", () -> "");
        registry.add("spring.datasource.password", () -> "");
    }

    @Override
    public void close() {
        dataSource.close();
        TestServer.drop(name);
        left.remove(name);
    }

    /** Flyway as the services configure it; an explicit user goes before the one in the URL. */
    static Flyway flyway(String jdbcUrl, @Nullable String user, @Nullable String password) {
        return Flyway.configure()
                .dataSource(jdbcUrl, user, password)
                .schemas("whatsapp_gateway")
                .load();
    }

    private static String newDatabase(@Nullable String template) {
        String name = "wg_test_" + UUID.randomUUID().toString().replace("-", "");
        left.add(name);
        TestServer.create(name, template);
        return name;
    }

    private static synchronized String template() {
        if (template == null) {
            template = template(url -> flyway(url, null, null).migrate());
        }
        return template;
    }

    private static void haltJobs(JdbcClient jdbc) {
        Tier tier = Tier.of(jdbc);
        if (tier == Tier.COMMUNITY) {
            jdbc.sql("select alter_job(job_id, scheduled => false) from timescaledb_information.jobs")
                    .query()
                    .listOfRows();
        }
        if (tier != Tier.PLAIN) {
            jdbc.sql("select _timescaledb_functions.stop_background_workers()")
                    .query()
                    .singleRow();
        }
    }
}
